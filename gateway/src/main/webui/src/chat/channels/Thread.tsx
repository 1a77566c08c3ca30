import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, X } from 'lucide-react'
import {
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { useWindow } from '../../shared/useWindow'
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
import { MomentButton } from '../moment/MomentButton'
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
import { buildComments, type CommentLine, type CommentRow, linesOf } from './comments'
import { Marks } from './PostCard'

export type ThreadHandle = { focusComposer(): void }

/** Within this of the end the comments follow their end. */
const AT_END_PX = 80

/** A comment of a line with its author; what is in view is measured. */
const ESTIMATE_PX = 76

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
  const flashed = useLinked(chat, thread, comment)
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
  const shared = {
    chat,
    box,
    ledTo: comment,
    flashed,
    mayReply: mayComment(chat, shown),
    onReply: reply,
  }
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
        <div>
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
              <Title className="text-xl font-semibold text-pretty wrap-anywhere">
                {shown.title}
              </Title>
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
            <Comments label={t`Comments`} rows={near} isWhole={!thread.hasAfter} {...shared} />
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
            <Comments label={t`Latest comments`} rows={apart} isWhole={false} {...shared} />
          </div>
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
              more={<MomentButton channel={id} files={shown.files} onChoose={setMoment} />}
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

const keyOf = ({ row }: CommentLine) => row.key

type CommentsProps = {
  label: string
  chat: Chat
  /** What scrolls. */
  box: RefObject<HTMLElement | null>
  rows: readonly CommentRow[]
  /** Whether nothing is left out after them. */
  isWhole: boolean
  /** The comment that a link leads to. */
  ledTo: number | null
  flashed: number | null
  mayReply: boolean
  onReply: (comment: Message) => void
}

const Comments = (props: CommentsProps) => props.rows.length > 0 && <CommentList {...props} />

/** Comments, of which only those in view are in the page. */
function CommentList({
  label,
  chat,
  box,
  rows,
  isWhole,
  ledTo,
  flashed,
  mayReply,
  onReply,
}: CommentsProps) {
  const lines = useMemo(() => linesOf(rows), [rows])
  const { list, height, shown, measure, inView, goTo } = useWindow({
    box,
    items: lines,
    keyOf,
    estimate: ESTIMATE_PX,
  })
  const target = lines.findIndex(({ row }) => isAt(row, ledTo))
  const [placed, setPlaced] = useState<number | null>(null)
  const isReady = inView !== null
  useEffect(() => {
    if (!isReady || target < 0 || placed === ledTo) return
    setPlaced(ledTo)
    goTo(target)
  }, [isReady, target, ledTo, placed, goTo])
  return (
    <ul aria-label={label} ref={list} className="relative" style={{ height }}>
      {shown.map(({ key, index, item: { row, to, at, of }, top }) => {
        // one level: whoever answers a reply answers its comment
        const answered = (to ?? row).message
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: ARIA 1.2 gives the item of a list a level
          <li
            key={key}
            ref={measure}
            data-index={index}
            aria-level={to ? 2 : 1}
            aria-posinset={at}
            aria-setsize={to || isWhole ? of : -1}
            className="absolute inset-x-0 top-0 pt-0.5"
            style={{ transform: `translateY(${top}px)` }}
          >
            <div className={to ? 'ms-4 min-w-0 border-s-2 border-line ps-3' : 'min-w-0'}>
              <CommentItem
                chat={chat}
                row={row}
                isMarked={isAt(row, flashed)}
                onReply={mayReply && row.message && answered ? () => onReply(answered) : null}
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const isAt = ({ message }: CommentRow, number: number | null): boolean =>
  number !== null && message?.number === number

/** Loads as many comments as stand before the one that a link leads to, and marks it for a moment. */
function useLinked(chat: Chat, thread: Ready, comment: number | null): number | null {
  const { dispatch } = useChatSync()
  const { id } = chat
  const post = thread.post.message.number
  const isThere = [...thread.comments, ...thread.later].some(({ number }) => number === comment)
  const isBelow = comment !== null && !isThere && thread.hasAfter && thread.more === 'idle'
  useEffect(() => {
    if (isBelow) dispatch({ type: 'comments.wanted', conversation: id, post })
  }, [dispatch, id, post, isBelow])
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
  /** From the moment it follows until the reader scrolls: what came in is measured, and drawn, only then. */
  const follows = useRef(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const note = () => {
      const { scrollHeight, scrollTop, clientHeight } = element
      before.current.wasAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX
    }
    const stop = () => {
      follows.current = false
    }
    const stay = new ResizeObserver(() => {
      if (follows.current) element.scrollTo({ top: element.scrollHeight })
    })
    note()
    element.addEventListener('scroll', note, { passive: true })
    for (const type of READER_SCROLLS) element.addEventListener(type, stop, { passive: true })
    if (element.firstElementChild) stay.observe(element.firstElementChild)
    return () => {
      element.removeEventListener('scroll', note)
      for (const type of READER_SCROLLS) element.removeEventListener(type, stop)
      stay.disconnect()
    }
  }, [])
  useLayoutEffect(() => {
    const grew = count > before.current.count
    before.current.count = count
    if (!grew || !(wantsEnd.current || before.current.wasAtEnd)) return
    wantsEnd.current = false
    follows.current = true
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [count])
  return {
    box,
    followEnd: () => {
      wantsEnd.current = true
    },
  }
}

/** What a reader scrolls by. */
const READER_SCROLLS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const
