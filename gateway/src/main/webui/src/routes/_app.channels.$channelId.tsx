import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/channels/$channelId')({
  component: lazyRouteComponent(() => import('../pages/channels'), 'ChannelPage'),
})
