import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/confirm-email/$token')({
  component: lazyRouteComponent(() => import('../pages/signedOut'), 'ConfirmEmailPage'),
})
