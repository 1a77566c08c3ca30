import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

/** Where an invitation's link leads. The token stands after the #, which a browser tells no server. */
export const Route = createFileRoute('/_app/join')({
  component: lazyRouteComponent(() => import('../pages/channels'), 'JoinPage'),
})
