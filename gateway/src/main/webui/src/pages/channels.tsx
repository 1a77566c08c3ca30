// Fetched together: whoever looks at channels opens one.
import { Outlet, useLocation, useParams, useSearch } from '@tanstack/react-router'
import { Channel, ChannelsScreen, JoinChannel, NoChannelOpen } from '../chat/channels'

export { NoChannelOpen as NoChannelPage }

export function ChannelsPage() {
  const openId = useParams({ strict: false, select: ({ channelId }) => channelId ?? null })
  return (
    <ChannelsScreen openId={openId}>
      <Outlet />
    </ChannelsScreen>
  )
}

export function ChannelPage() {
  const { channelId } = useParams({ from: '/_app/channels/$channelId' })
  const post = useParams({ strict: false, select: (params) => params.post })
  const comment = useSearch({ strict: false, select: (search) => search.comment })
  return (
    <Channel
      key={channelId}
      id={channelId}
      post={post === undefined ? null : Number(post)}
      comment={comment ?? null}
    />
  )
}

/** The channel shows its posts beside each other: the address alone says which is open. */
export const PostPage = () => null

export function JoinPage() {
  // while the page is being left, its address is another one already
  const token = useLocation({
    select: ({ pathname, hash }) => (pathname === '/join' ? hash : null),
  })
  return token !== null && <JoinChannel key={token} token={token} />
}
