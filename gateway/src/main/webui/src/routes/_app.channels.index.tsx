import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/channels/')({
  component: lazyRouteComponent(() => import('../pages/channels'), 'NoChannelPage'),
})
