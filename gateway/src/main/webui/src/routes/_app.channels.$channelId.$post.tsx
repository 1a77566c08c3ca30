import { createFileRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'

/** `post` is the number of the post in its channel. */
export const Route = createFileRoute('/_app/channels/$channelId/$post')({
  beforeLoad: ({ params }) => {
    if (!/^[1-9]\d{0,14}$/.test(params.post))
      throw redirect({
        to: '/channels/$channelId',
        params: { channelId: params.channelId },
        replace: true,
      })
  },
  component: lazyRouteComponent(() => import('../pages/channels'), 'PostPage'),
})
