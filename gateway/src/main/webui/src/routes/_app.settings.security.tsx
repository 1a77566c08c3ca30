import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/settings/security')({
  component: lazyRouteComponent(() => import('../pages/settings'), 'SecuritySection'),
})
