import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { Archive, ArrowLeft, Hash, Info, Lock, LogOut, Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { IconButton } from '../../shared/ui/IconButton'
import { useMedia } from '../../shared/useMedia'
import { useChatSync, useChats } from '../ChatContext'
import { MessageUiContext } from '../message/MessageUi'
import { useFlash } from '../message/useFlash'
import { NotifyButton } from '../notify/NotifyButton'
import { useFindHere } from '../search/useFindHere'
import { isArchived } from '../store/rights'
import { isChat } from '../store/selectors'
import type { Chat, Id } from '../store/state'
import { Feed, FeedSkeleton } from './Feed'
import { Thread, type ThreadHandle } from './Thread'
import { useFeedKeys } from './useFeedKeys'

const ChannelDetails = lazy(() => import('../details/ChannelDetails'))

/** From here on a post stands beside the feed; on narrower screens in its place. */
const WIDE = '(min-width: 80rem)'

/** A channel, and beside its posts the one that is open. Render it with its id as key. */
export function Channel({
  id,
  post,
  comment,
}: {
  id: Id
  post: number | null
  /** A comment that a link leads to. */
  comment: number | null
}) {
  const { dispatch } = useChatSync()
  const chat = useChats((state) => state.chats[id])
  const lookup = useChats((state) => state.lookups[id])
  const [name, setName] = useState<string | null>(null)
  if (chat?.name && chat.name !== name) setName(chat.name)
  useEffect(() => {
    dispatch({ type: 'opened', conversation: id, at: null })
    return () => dispatch({ type: 'left', conversation: id })
  }, [dispatch, id])
  if (chat && !isChat(chat)) return <OpenChannel chat={chat} post={post} comment={comment} />
  if (name !== null) return <NotInItAnyMore name={name} />
  if (chat || lookup === 'absent') return <NoSuchChannel />
  if (lookup === 'failed')
    return (
      <FeedNotLoaded onRetry={() => dispatch({ type: 'opened', conversation: id, at: null })} />
    )
  return <FeedSkeleton />
}

function OpenChannel({
  chat,
  post,
  comment,
}: {
  chat: Chat
  post: number | null
  comment: number | null
}) {
  const { dispatch } = useChatSync()
  const navigate = useNavigate()
  const { id } = chat
  const isWide = useMedia(WIDE)
  const [hasDetails, setDetails] = useState(false)
  const [editing, setEditing] = useState<number | null>(null)
  const thread = useRef<ThreadHandle>(null)
  const feed = useChats((state) => state.feeds[id])
  // who comes by a link, from a search or a notification looks for the post; who chose it in the feed has it
  const [ledTo] = useState(comment === null ? post : null)
  const flashed = useFlash(ledTo, ledTo !== null && feed?.threads[ledTo]?.status === 'ready')
  useScreenTitle(chat.name ?? '')
  const openPost = (number: number) =>
    void navigate({
      to: '/channels/$channelId/$post',
      params: { channelId: id, post: String(number) },
    })
  useFeedKeys({
    onComment: (number) => {
      setDetails(false)
      if (number === post) thread.current?.focusComposer()
      else openPost(number)
    },
  })
  const isBehind = post !== null && !isWide
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <section
        aria-label={chat.name ?? ''}
        data-region
        className={`${isBehind ? 'hidden' : 'flex'} min-h-0 min-w-0 flex-1 flex-col`}
      >
        <Header chat={chat} hasDetails={hasDetails} onDetails={() => setDetails(!hasDetails)} />
        {feed?.isLoaded ? (
          <MessageUiContext
            value={{ chat, editing, onEdit: setEditing, onReply: null, onGoTo: () => undefined }}
          >
            <Feed
              chat={chat}
              feed={feed}
              openPost={post}
              isShown={!isBehind}
              onOpen={() => setDetails(false)}
            />
          </MessageUiContext>
        ) : feed?.opening === 'failed' ? (
          <FeedNotLoaded onRetry={() => dispatch({ type: 'posts.wanted', conversation: id })} />
        ) : (
          <FeedSkeleton />
        )}
      </section>
      {post !== null && !(hasDetails && isWide) && (
        <Thread
          ref={thread}
          key={post}
          chat={chat}
          number={post}
          comment={comment}
          isMarked={flashed === post}
          isAlone={!isWide}
        />
      )}
      <Suspense fallback={null}>
        {hasDetails && <ChannelDetails chat={chat} onClose={() => setDetails(false)} />}
      </Suspense>
    </div>
  )
}

function Header({
  chat,
  hasDetails,
  onDetails,
}: {
  chat: Chat
  hasDetails: boolean
  onDetails: () => void
}) {
  const { t } = useLingui()
  const isPrivate = chat.channel?.access === 'private'
  const find = useFindHere(chat.id)
  const Icon = isPrivate ? Lock : Hash
  return (
    <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line px-2 md:gap-3 md:px-6">
      <Link
        to="/channels"
        aria-label={t`Back to channels`}
        className="grid size-10 shrink-0 place-items-center rounded-md text-muted hover:bg-hover md:hidden"
      >
        <ArrowLeft size={20} aria-hidden />
      </Link>
      <span className="hidden size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text md:grid">
        <Icon size={20} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-md font-semibold">{chat.name}</h1>
        <p className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
          <span className="shrink-0">
            <Plural value={chat.memberCount} one="# member" other="# members" />
          </span>
          {isArchived(chat) ? (
            <span className="flex shrink-0 items-center gap-1 rounded-full bg-warn-soft px-2 text-xs font-medium text-warn-text">
              <Archive size={12} aria-hidden />
              <Trans>Archived</Trans>
            </span>
          ) : (
            chat.channel?.description && (
              <span className="truncate before:me-1.5 before:content-['·']">
                {chat.channel.description}
              </span>
            )
          )}
        </p>
      </div>
      <IconButton label={t`Search in this channel`} keys="Control+F" onPress={find}>
        <Search size={20} aria-hidden />
      </IconButton>
      <NotifyButton id={chat.id} />
      <IconButton label={t`Details`} aria-expanded={hasDetails} onPress={onDetails}>
        <Info size={20} aria-hidden />
      </IconButton>
    </header>
  )
}

function FeedNotLoaded({ onRetry }: { onRetry: () => void }) {
  const isUp = useChats((state) => state.link === 'up')
  return (
    <div
      role="alert"
      className="m-auto grid justify-items-center gap-3 p-8 text-center text-base text-balance text-muted"
    >
      {isUp ? (
        <Trans>We could not load these posts.</Trans>
      ) : (
        <Trans>
          These posts are not on this device. They will be here when you are back online.
        </Trans>
      )}
      <Button kind="outline" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  )
}

/** Whoever was in it a moment ago reads what happened, and where to go from here. */
function NotInItAnyMore({ name }: { name: string }) {
  const { t } = useLingui()
  return (
    <div role="status" className="m-auto">
      <Blank
        icon={LogOut}
        level="h1"
        title={t`You are no longer in ${name}`}
        action={
          <Link to="/channels" className={buttonClass({ kind: 'primary' })}>
            <Trans>Back to channels</Trans>
          </Link>
        }
      >
        <Trans>
          You left on another device, or somebody who runs the channel removed you. They can add you
          again.
        </Trans>
      </Blank>
    </div>
  )
}

function NoSuchChannel() {
  const { t } = useLingui()
  return (
    <Blank
      icon={Hash}
      level="h1"
      title={t`This channel is not here`}
      action={
        <Link to="/channels" className={buttonClass({ kind: 'outline' })}>
          <Trans>Back to channels</Trans>
        </Link>
      }
    >
      <Trans>The link may be wrong, or you are not in the channel.</Trans>
    </Blank>
  )
}
