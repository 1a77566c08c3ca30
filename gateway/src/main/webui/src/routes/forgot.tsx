import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/forgot')({
  component: lazyRouteComponent(() => import('../pages/signedOut'), 'ForgotPage'),
})
