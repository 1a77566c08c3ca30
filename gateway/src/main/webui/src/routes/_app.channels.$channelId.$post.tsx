import { createFileRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'

/** The number of a comment to jump to. */
type Search = { comment?: number }

/** `post` is the number of the post in its channel. */
export const Route = createFileRoute('/_app/channels/$channelId/$post')({
  validateSearch: ({ comment }): Search =>
    Number.isSafeInteger(Number(comment)) && Number(comment) > 0
      ? { comment: Number(comment) }
      : {},
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
