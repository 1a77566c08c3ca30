import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/settings/appearance')({
  component: lazyRouteComponent(() => import('../pages/settings'), 'AppearanceSection'),
})
