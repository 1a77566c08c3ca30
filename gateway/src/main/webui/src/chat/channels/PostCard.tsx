import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { MessageSquare, MessageSquareOff } from 'lucide-react'
import { memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { formatMoment } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { useChats } from '../ChatContext'
import { MessageText } from '../conversation/MessageText'
import { NotSent } from '../conversation/NotSent'
import { MessageFiles } from '../files/MessageFiles'
import { EditedMark } from '../message/EditedMark'
import { ForwardedMark } from '../message/ForwardedMark'
import { useMessageUi } from '../message/MessageUi'
import { PinnedMark } from '../message/PinnedMark'
import { useWished } from '../message/useWished'
import { WithActions } from '../message/WithActions'
import { Written } from '../message/Written'
import { useMinute } from '../minute'
import { MomentChip } from '../moment/MomentChip'
import type { Chat, Message, Outgoing, Post } from '../store/state'
import { Author, useAuthorName } from './Author'

type Props = {
  chat: Chat
  post: Post
  /** Its place among those shown; `of` is -1 while nobody knows how many there are. */
  place: { at: number; of: number }
  /** The last message read when the channel was opened; null if there was nothing unread. */
  newAfter: number | null
  isOpen: boolean
  onOpen: () => void
}

/** A post in the feed. */
export const PostCard = memo(function PostCard({
  chat,
  post,
  place,
  newAfter,
  isOpen,
  onOpen,
}: Props) {
  const { t } = useLingui()
  const { number, sender, sentAt } = post.message
  const wished = useWished(chat.id, post.message)
  const { shown } = wished
  const { title = '' } = shown
  const { editing } = useMessageUi()
  const isDeleted = shown.deletedAt !== undefined
  const isEditing = editing === number
  const me = useChats((state) => state.me)
  const author = useAuthorName(sender)
  const isNew = newAfter !== null && sender !== me && number > newAfter
  const params = { channelId: chat.id, post: String(number) }
  return (
    <WithActions
      data-post={number}
      message={isDeleted || isEditing ? null : shown}
      isStop
      toolbarClass="absolute top-2 end-2"
      {...(isOpen ? { 'data-open-post': number } : {})}
      aria-label={isDeleted ? t`Deleted post` : t`${title}, by ${author}`}
      aria-posinset={place.at}
      aria-setsize={place.of}
      // in a feed the focus goes from article to article (ARIA APG)
      className={`group scroll-mt-3 rounded-lg border bg-surface shadow-card outline-offset-2 transition-colors ${isOpen ? 'border-accent ring-1 ring-accent' : 'border-line'}`}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 px-4 pt-4 pb-3 md:px-5">
        <div className="flex items-start justify-between gap-2">
          <Author channel={chat.id} account={sender} sentAt={sentAt} size={40} />
          <Marks message={shown} />
          {isNew && (
            <span className="shrink-0 rounded-full bg-accent px-2 text-xs font-semibold text-on-accent">
              <Trans>New</Trans>
            </span>
          )}
        </div>
        <Written wished={wished}>
          <h2 className="text-lg font-semibold text-pretty wrap-anywhere">
            <Link
              to="/channels/$channelId/$post"
              params={params}
              onClick={onOpen}
              className="rounded-sm hover:underline"
            >
              {title}
            </Link>
          </h2>
          <ForwardedMark message={shown} />
          <Folded>
            <div className="message-text text-md wrap-anywhere">
              {shown.moment && <MomentChip moment={shown.moment} />}
              <MessageText text={shown.text} />
            </div>
          </Folded>
          <MessageFiles files={shown.files} />
        </Written>
      </div>
      <footer className="border-t border-line px-2 py-1">
        <Link
          to="/channels/$channelId/$post"
          params={params}
          onClick={onOpen}
          className="flex min-h-10 items-center gap-2 rounded-md px-2 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-text md:px-3"
        >
          <Comments chat={chat} post={post} newAfter={newAfter} />
        </Link>
      </footer>
    </WithActions>
  )
})

/** What became of a post, beside who wrote it. */
export const Marks = ({ message }: { message: Message }) =>
  message.deletedAt === undefined && (
    <span className="ms-auto flex min-h-6 shrink-0 items-center gap-1.5 empty:hidden">
      <EditedMark message={message} />
      <PinnedMark message={message} />
    </span>
  )

function Comments({ chat, post, newAfter }: Pick<Props, 'chat' | 'post' | 'newAfter'>) {
  const now = useMinute()
  const { comments, lastNumber, lastCommentAt } = post
  const mine = useChats((state) =>
    (state.outgoing[chat.id] ?? []).some(
      ({ as }) => as.kind === 'comment' && as.post === post.message.number,
    ),
  )
  const isClosed = post.message.commentsAllowed === false
  const Icon = isClosed ? MessageSquareOff : MessageSquare
  const last = lastCommentAt === null ? null : formatMoment(new Date(lastCommentAt), now)
  const hasNew = newAfter !== null && lastNumber > newAfter
  return (
    <>
      <Icon size={17} aria-hidden />
      {comments > 0 ? (
        <span className="tabular-nums">
          <Plural value={comments} one="# comment" other="# comments" />
          {last !== null && (
            <span className="font-normal">
              {' · '}
              <Trans>last {last}</Trans>
            </span>
          )}
        </span>
      ) : isClosed ? (
        <Trans>Comments are off</Trans>
      ) : (
        <Trans>Comment</Trans>
      )}
      {mine && (
        <span className="font-normal">
          <Trans>yours is being sent</Trans>
        </span>
      )}
      {hasNew && comments > 0 && (
        <span className="ms-auto flex items-center gap-1.5 text-accent-text">
          <span aria-hidden className="size-2 rounded-full bg-accent" />
          <Trans>new</Trans>
        </span>
      )}
    </>
  )
}

/** Taller posts are folded to this, in px. */
const FOLDED_PX = 320

/** Shows the beginning of something long, and all of it when asked to. */
function Folded({ children }: { children: ReactNode }) {
  const inner = useRef<HTMLDivElement>(null)
  const [isLong, setLong] = useState(false)
  const [isOpen, setOpen] = useState(false)
  useLayoutEffect(() => {
    const element = inner.current
    if (!element) return
    // Markdown and formulas come later than the text; within the observer's own turn it may not be folded
    let frame = 0
    const measure = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setLong(element.scrollHeight > FOLDED_PX * 1.25))
    })
    measure.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      measure.disconnect()
    }
  }, [])
  const isFolded = isLong && !isOpen
  return (
    <>
      <div
        className={isFolded ? 'overflow-clip mask-b-from-75%' : ''}
        style={isFolded ? { maxHeight: FOLDED_PX } : undefined}
      >
        <div ref={inner}>{children}</div>
      </div>
      {isLong && (
        <Button
          size="sm"
          kind="soft"
          aria-expanded={isOpen}
          className="justify-self-start"
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? <Trans>Show less</Trans> : <Trans>Show all</Trans>}
        </Button>
      )}
    </>
  )
}

/** A post of one's own that is on its way. */
export function OutgoingPost({ outgoing }: { outgoing: Outgoing }) {
  const { t } = useLingui()
  const me = useChats((state) => state.me)
  const title = outgoing.as.kind === 'post' ? outgoing.as.title : ''
  const hasFailed = outgoing.state.status === 'failed'
  return (
    <article
      aria-label={t`${title}, not sent yet`}
      className="grid grid-cols-[minmax(0,1fr)] gap-2.5 rounded-lg border border-dashed border-field bg-surface px-4 pt-4 pb-3 md:px-5"
    >
      <Author
        channel={outgoing.conversation}
        account={me}
        sentAt={new Date(outgoing.queuedAt).toISOString()}
        size={40}
      />
      <h2 className="text-lg font-semibold text-muted wrap-anywhere">{title}</h2>
      <div className="message-text text-md text-muted wrap-anywhere">
        {outgoing.as.kind === 'post' && outgoing.as.moment && (
          <MomentChip moment={outgoing.as.moment} />
        )}
        <MessageText text={outgoing.text} />
      </div>
      <MessageFiles attached={outgoing.files} />
      {hasFailed ? (
        <NotSent outgoing={outgoing} />
      ) : (
        <p className="text-sm text-muted">
          <Trans>Sending…</Trans>
        </p>
      )}
    </article>
  )
}
