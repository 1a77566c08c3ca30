import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/settings/devices')({
  component: lazyRouteComponent(() => import('../pages/settings'), 'DevicesSection'),
})
