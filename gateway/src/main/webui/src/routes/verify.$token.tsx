import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/verify/$token')({
  component: lazyRouteComponent(() => import('../pages/signedOut'), 'VerifyPage'),
})
