import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/reset/$token')({
  component: lazyRouteComponent(() => import('../pages/signedOut'), 'ResetPage'),
})
