import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/activity')({
  component: lazyRouteComponent(() => import('../pages/activity'), 'ActivityPage'),
})
