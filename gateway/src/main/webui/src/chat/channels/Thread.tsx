import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, X } from 'lucide-react'
import {
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { useChatSync, useChats } from '../ChatContext'
import { Composer, type ComposerHandle } from '../conversation/Composer'
import { MessageSkeleton } from '../conversation/LogRow'
import { MessageText } from '../conversation/MessageText'
import { DropSheet } from '../files/DropSheet'
import { MessageFiles } from '../files/MessageFiles'
import { useFilesWords } from '../files/useFilesWords'
import { useNamed } from '../mention/useNamed'
import { ForwardedMark } from '../message/ForwardedMark'
import { MessageUiContext } from '../message/MessageUi'
import { ReplyingTo } from '../message/ReplyingTo'
import { useFlash } from '../message/useFlash'
import { useReplyTo } from '../message/useReplyTo'
import { useWished } from '../message/useWished'
import { WithActions } from '../message/WithActions'
import { Written } from '../message/Written'
import { MomentChip } from '../moment/MomentChip'
import { MomentOffer } from '../moment/MomentOffer'
import { commentPlace } from '../store/drafts'
import type { Thread as ThreadState } from '../store/feed'
import { commentsShown } from '../store/feed'
import { isArchived } from '../store/rights'
import { outgoingOf } from '../store/selectors'
import type { Chat, Message, Moment } from '../store/state'
import { Author, useAuthorName } from './Author'
import { CommentItem } from './CommentItem'
import { buildComments, type CommentRow } from './comments'
import { Marks } from './PostCard'

export type ThreadHandle = { focusComposer(): void }

/** Within this of the end the comments follow their end. */
const AT_END_PX = 80

/** A post with its comments: beside the feed, or alone on the screen. */
export function Thread({
  chat,
  number,
  comment,
  isMarked,
  isAlone,
  ref,
}: {
  chat: Chat
  number: number
  /** The comment that a link leads to. */
  comment: number | null
  /** A link led to the post itself. */
  isMarked: boolean
  isAlone: boolean
  ref?: Ref<ThreadHandle>
}) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const navigate = useNavigate()
  const { id } = chat
  const thread = useChats((state) => state.feeds[id]?.threads[number])
  const hasFeed = useChats((state) => state.feeds[id] !== undefined)
  // it is not there at first, nor after the feed has been loaded anew
  const isMissing = hasFeed && thread === undefined
  useEffect(() => {
    if (isMissing) dispatch({ type: 'thread.opened', conversation: id, post: number })
  }, [dispatch, id, number, isMissing])
  const composer = useRef<ComposerHandle>(null)
  useImperativeHandle(ref, () => ({ focusComposer: () => composer.current?.focus() }), [])
  const close = () => void navigate({ to: '/channels/$channelId', params: { channelId: id } })
  return (
    <section
      aria-label={t`Post and comments`}
      data-region
      className={`relative flex min-h-0 min-w-0 flex-col bg-surface ${isAlone ? 'flex-1' : 'w-105 shrink-0 border-s border-line'}`}
    >
      <header className="flex h-16 shrink-0 items-center gap-2 border-b border-line px-2 md:px-4">
        {isAlone && (
          <Link
            to="/channels/$channelId"
            params={{ channelId: id }}
            aria-label={t`Back to the channel`}
            className={buttonClass({ size: 'icon' })}
          >
            <ArrowLeft size={20} aria-hidden />
          </Link>
        )}
        <p className="min-w-0 flex-1 truncate ps-1 text-md font-semibold">
          {isAlone ? chat.name : <Trans context="in a channel">Post</Trans>}
        </p>
        {!isAlone && (
          <Button size="icon" aria-label={t`Close`} onPress={close}>
            <X size={20} aria-hidden />
          </Button>
        )}
      </header>
      {thread?.status === 'ready' ? (
        <OpenThread
          chat={chat}
          thread={thread}
          comment={comment}
          isMarked={isMarked}
          composer={composer}
          isAlone={isAlone}
          onEscape={close}
        />
      ) : thread?.status === 'absent' ? (
        <p role="status" className="m-auto p-8 text-center text-base text-muted">
          <Trans>This post is not here.</Trans>
        </p>
      ) : thread?.status === 'failed' ? (
        <NotLoaded
          onRetry={() => dispatch({ type: 'thread.opened', conversation: id, post: number })}
        />
      ) : (
        <div role="status" aria-label={t`Loading the post`} className="appear-late grid gap-5 p-5">
          <MessageSkeleton />
          <MessageSkeleton />
          <MessageSkeleton />
        </div>
      )}
    </section>
  )
}

type Ready = Extract<ThreadState, { status: 'ready' }>

function OpenThread({
  chat,
  thread,
  comment,
  isMarked,
  composer,
  isAlone,
  onEscape,
}: {
  chat: Chat
  thread: Ready
  comment: number | null
  isMarked: boolean
  composer: Ref<ComposerHandle>
  isAlone: boolean
  onEscape: () => void
}) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { id } = chat
  const { message } = thread.post
  const wished = useWished(id, message)
  const { shown } = wished
  const isGone = shown.deletedAt !== undefined
  const [editing, setEditing] = useState<number | null>(null)
  const place = commentPlace(id, message.number)
  const { replyTo, answer } = useReplyTo(place)
  const [moment, setMoment] = useState<Moment | null>(null)
  const rows = useRows(chat, message.number)
  const said = useAnnounced(chat, message.number)
  const { box, followEnd } = useEnd(rows.length)
  const flashed = useLinked(chat, thread, comment, box)
  const own = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // on a phone the keyboard would cover what one came to read
    const field = own.current?.querySelector('textarea')
    if (matchMedia('(hover: hover) and (min-width: 48rem)').matches) field?.focus()
  }, [])
  const Title = isAlone ? 'h1' : 'h2'
  const count = thread.post.comments
  const { near, apart } = divided(thread, rows)
  const reply = (comment: Message) => {
    answer(comment.number)
    own.current?.querySelector('textarea')?.focus()
  }
  const shared = { chat, flashed, mayReply: mayComment(chat, shown), onReply: reply }
  return (
    <MessageUiContext
      value={{ chat, editing, onEdit: setEditing, onReply: null, onGoTo: () => undefined }}
    >
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
        className="thin min-h-0 flex-1 overflow-y-auto outline-offset-[-3px]"
      >
        <WithActions
          aria-label={isGone ? t`Deleted post` : (shown.title ?? '')}
          message={isGone || editing === message.number ? null : shown}
          isStop
          toolbarClass="absolute top-2 end-2"
          className={`group grid grid-cols-[minmax(0,1fr)] gap-2.5 px-4 pt-4 pb-5 outline-offset-[-3px] transition-colors md:px-5 ${isMarked ? 'bg-warn-soft' : ''}`}
        >
          <div className="flex items-center gap-2">
            <Author channel={id} account={message.sender} sentAt={message.sentAt} size={40} />
            <Marks message={shown} />
          </div>
          <Written wished={wished}>
            <Title className="text-xl font-semibold text-pretty wrap-anywhere">{shown.title}</Title>
            <ForwardedMark message={shown} />
            <div className="message-text max-w-[68ch] text-md wrap-anywhere">
              {shown.moment && <MomentChip moment={shown.moment} />}
              <MessageText text={shown.text} />
              <MessageFiles files={shown.files} />
            </div>
          </Written>
        </WithActions>
        <div className="border-t border-line px-4 pt-3 pb-4 md:px-5">
          <p className="pb-1 text-sm font-semibold text-muted">
            {count > 0 ? (
              <Plural value={count} one="# comment" other="# comments" />
            ) : (
              <Trans>No comments yet</Trans>
            )}
          </p>
          <Comments label={t`Comments`} rows={near} {...shared} />
          {thread.hasAfter && (
            <div className="flex items-center gap-2 py-2 before:flex-1 before:border-t before:border-line after:flex-1 after:border-t after:border-line">
              <Button
                kind="plain"
                isPending={thread.more === 'loading'}
                onPress={() =>
                  dispatch({ type: 'comments.wanted', conversation: id, post: message.number })
                }
              >
                {thread.more === 'failed' ? (
                  <Trans>Try again</Trans>
                ) : apart.length > 0 ? (
                  <Trans>Show the comments between</Trans>
                ) : (
                  <Trans>Show later comments</Trans>
                )}
              </Button>
            </div>
          )}
          <Comments label={t`Latest comments`} rows={apart} {...shared} />
        </div>
      </div>
      <div role="status" className="sr-only">
        {said}
      </div>
      <div ref={own} className="border-t border-line pt-2">
        {isArchived(chat) ? (
          <Shut>
            <Trans>This channel is archived: nobody writes in it any more.</Trans>
          </Shut>
        ) : isGone ? (
          <Shut>
            <Trans>The post was deleted: nobody comments on it any more.</Trans>
          </Shut>
        ) : shown.commentsAllowed === false ? (
          <Shut>
            <Trans>This post takes no comments.</Trans>
          </Shut>
        ) : (
          <>
            <MomentOffer files={shown.files} moment={moment} onChange={setMoment} />
            {replyTo !== null && <ReplyingTo number={replyTo} onCancel={() => answer(null)} />}
            <Composer
              ref={composer}
              id={id}
              place={place}
              as={{
                kind: 'comment',
                post: message.number,
                replyTo,
                ...(moment ? { moment } : {}),
              }}
              label={replyTo === null ? t`Write a comment` : t`Write a reply`}
              isNarrow={!isAlone}
              onSent={() => {
                setMoment(null)
                if (replyTo === null) followEnd()
              }}
              onEscape={() => (replyTo === null ? onEscape() : answer(null))}
            />
            <DropSheet place={place}>
              <Trans>Add to your comment</Trans>
            </DropSheet>
          </>
        )}
      </div>
    </MessageUiContext>
  )
}

const mayComment = (chat: Chat, post: Message): boolean =>
  !isArchived(chat) && post.commentsAllowed !== false && post.deletedAt === undefined

function Shut({ children }: { children: React.ReactNode }) {
  return <p className="px-4 pt-2 pb-4 text-center text-base text-muted">{children}</p>
}

/** The comments that are loaded, and behind the gap those that came since with one's own that are on their way. */
function divided({ hasAfter, comments }: Ready, rows: readonly CommentRow[]) {
  const last = comments.at(-1)?.number ?? 0
  const isApart = ({ message }: CommentRow) => message === null || message.number > last
  return hasAfter
    ? { near: rows.filter((row) => !isApart(row)), apart: rows.filter(isApart) }
    : { near: rows, apart: [] }
}

function Comments({
  label,
  chat,
  rows,
  flashed,
  mayReply,
  onReply,
}: {
  label: string
  chat: Chat
  rows: readonly CommentRow[]
  flashed: number | null
  mayReply: boolean
  onReply: (comment: Message) => void
}) {
  const { t } = useLingui()
  if (rows.length === 0) return null
  return (
    <ul aria-label={label} className="grid gap-1">
      {rows.map((row) => (
        <li key={row.key} className="min-w-0">
          <CommentItem
            chat={chat}
            row={row}
            isMarked={isAt(row, flashed)}
            onReply={mayReply && row.message ? onReply : null}
          />
          {row.replies.length > 0 && (
            <ul
              aria-label={t`Replies`}
              className="ms-4 grid gap-0.5 border-s-2 border-line ps-3 pt-0.5"
            >
              {row.replies.map((one) => (
                <li key={one.key} className="min-w-0">
                  <CommentItem
                    chat={chat}
                    row={one}
                    isMarked={isAt(one, flashed)}
                    // one level: whoever answers a reply answers its comment
                    onReply={
                      mayReply && row.message ? () => row.message && onReply(row.message) : null
                    }
                  />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

const isAt = ({ message }: CommentRow, number: number | null): boolean =>
  number !== null && message?.number === number

/** Goes to the comment that a link leads to, and loads as many as stand before it. */
function useLinked(
  chat: Chat,
  thread: Ready,
  comment: number | null,
  box: RefObject<HTMLDivElement | null>,
): number | null {
  const { dispatch } = useChatSync()
  const { id } = chat
  const post = thread.post.message.number
  const isThere = [...thread.comments, ...thread.later].some(({ number }) => number === comment)
  const isBelow = comment !== null && !isThere && thread.hasAfter && thread.more === 'idle'
  useEffect(() => {
    if (isBelow) dispatch({ type: 'comments.wanted', conversation: id, post })
  }, [dispatch, id, post, isBelow])
  useEffect(() => {
    if (comment === null || !isThere) return
    box.current?.querySelector(`[data-comment="${comment}"]`)?.scrollIntoView({ block: 'center' })
  }, [comment, isThere, box])
  return useFlash(comment, isThere)
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const isUp = useChats((state) => state.link === 'up')
  return (
    <div role="alert" className="m-auto grid justify-items-center gap-3 p-8 text-center text-muted">
      {isUp ? (
        <Trans>We could not load this post.</Trans>
      ) : (
        <Trans>This post is not on this device. It will be here when you are back online.</Trans>
      )}
      <Button kind="outline" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  )
}

function useRows(chat: Chat, number: number): readonly CommentRow[] {
  const me = useChats((state) => state.me)
  const feed = useChats((state) => state.feeds[chat.id])
  const outgoing = useChats((state) => outgoingOf(state, chat.id))
  return feed ? buildComments(commentsShown(feed, number), outgoing, me, number) : []
}

/** What a screen reader is told of the open post: other people's comments as they arrive. */
function useAnnounced(chat: Chat, number: number): string {
  const me = useChats((state) => state.me)
  const last = chat.lastMessage
  const [since] = useState(chat.lastNumber)
  const name = useAuthorName(last?.sender ?? '')
  const filesWords = useFilesWords()
  const isNews = last !== null && last.post === number && last.sender !== me && last.number > since
  const named = useNamed()
  return isNews ? `${name}: ${named(last.text) || filesWords(last.files)}` : ''
}

/** Stays at the end if the reader is there; otherwise nothing moves. */
function useEnd(count: number) {
  const box = useRef<HTMLDivElement>(null)
  const wantsEnd = useRef(false)
  const before = useRef({ count, wasAtEnd: false })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const note = () => {
      const { scrollHeight, scrollTop, clientHeight } = element
      before.current.wasAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX
    }
    note()
    element.addEventListener('scroll', note, { passive: true })
    return () => element.removeEventListener('scroll', note)
  }, [])
  useLayoutEffect(() => {
    const grew = count > before.current.count
    before.current.count = count
    if (!grew || !(wantsEnd.current || before.current.wasAtEnd)) return
    wantsEnd.current = false
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [count])
  return {
    box,
    followEnd: () => {
      wantsEnd.current = true
    },
  }
}
