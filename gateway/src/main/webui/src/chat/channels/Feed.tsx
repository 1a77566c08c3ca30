import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowUp, Check, ChevronDown, PencilLine } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { Skeleton } from '../../shared/ui/Skeleton'
import { type InView, useWindow } from '../../shared/useWindow'
import { useChatSync, useChats } from '../ChatContext'
import { DropSheet } from '../files/DropSheet'
import { postPlace } from '../store/drafts'
import { type FeedOrder, type Feed as FeedState, placeIn, postsShown } from '../store/feed'
import { isArchived, mayPost, runs } from '../store/rights'
import { outgoingOf } from '../store/selectors'
import type { Chat, Post } from '../store/state'
import { readMarker } from '../store/unread'
import { useNewAfter } from '../useNewAfter'
import { NewPost } from './NewPost'
import { OutgoingPost, PostCard } from './PostCard'

/** A post of some lines with its footer, and the room between two, in px. */
const ESTIMATE_PX = 240
const GAP_PX = 12

/** A channel's posts, those that come first in the order on top. What comes while they are being read waits behind a word above them. */
export function Feed({
  chat,
  feed,
  openPost,
  isShown,
  onOpen,
}: {
  chat: Chat
  feed: FeedState
  openPost: number | null
  /** Not while the open post stands in its place. */
  isShown: boolean
  onOpen: () => void
}) {
  const { t } = useLingui()
  const me = useChats((state) => state.me)
  const outgoing = useChats((state) => outgoingOf(state, chat.id))
  const box = useRef<HTMLDivElement>(null)
  const [isWriting, setWriting] = useState(false)
  useSamePlace(box, isShown)
  const newAfter = useNewAfter(chat)
  const all = postsShown(feed)
  const { posts, waits, show } = useHeldBack(chat, feed, all, me)
  const more = useMore(chat, feed, box)
  const { list, height, shown, measure, inView } = useWindow({
    box,
    items: posts,
    keyOf,
    estimate: ESTIMATE_PX,
    gap: GAP_PX,
  })
  useSeen({ chat, feed, all, posts, inView, openPost, me })
  const isOld = (post: Post) => newAfter !== null && placeIn(feed.order, post) <= newAfter
  const firstOld = posts.findIndex(isOld)
  const waiting = outgoing.filter(({ as }) => as.kind === 'post')
  const isEmpty = all.length === 0 && waiting.length === 0
  const write = () => setWriting(true)
  const goToNew = () => {
    show()
    box.current?.scrollTo({ top: 0 })
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div ref={box} className="thin h-full overflow-y-auto bg-canvas">
        <div className="mx-auto grid w-full max-w-190 gap-3 px-3 py-4 md:px-6">
          {isArchived(chat) ? (
            <p className="rounded-lg border border-line bg-surface px-4 py-3 text-base text-muted">
              <Trans>This channel is archived. It can be read; nothing new is written in it.</Trans>
            </p>
          ) : mayPost(chat) ? (
            isWriting ? (
              <NewPost id={chat.id} onClose={() => setWriting(false)} />
            ) : (
              !isEmpty && <WritePost onPress={write} />
            )
          ) : (
            !isEmpty && (
              <p className="px-1 text-sm text-muted">
                <Trans>Only those who run this channel post here. You can comment.</Trans>
              </p>
            )
          )}
          {all.length > 1 && <OrderMenu order={feed.order} />}
          {isEmpty && !isWriting && <Empty chat={chat} onWrite={write} />}
          <div
            role="feed"
            aria-label={t`Posts`}
            aria-busy={feed.before === 'loading'}
            className="grid gap-3"
            hidden={posts.length === 0 && waiting.length === 0}
          >
            {waiting.map((one) => (
              <OutgoingPost key={`${me}:${one.clientId}`} outgoing={one} />
            ))}
            <div ref={list} className="relative" style={{ height }} hidden={posts.length === 0}>
              {shown.map(({ key, index, item: post, top }) => (
                <div
                  key={key}
                  ref={measure}
                  data-index={index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${top}px)` }}
                >
                  {index > 0 && index === firstOld && <NewAbove />}
                  <PostCard
                    chat={chat}
                    post={post}
                    place={{ at: index + 1, of: feed.hasBefore ? -1 : posts.length }}
                    newAfter={newAfter}
                    isOpen={post.message.number === openPost}
                    onOpen={onOpen}
                  />
                </div>
              ))}
            </div>
          </div>
          {more}
        </div>
      </div>
      {mayPost(chat) && (
        <DropSheet place={postPlace(chat.id)} onDrop={write}>
          <Trans>New post in {chat.name}</Trans>
        </DropSheet>
      )}
      {waits > 0 && (
        <Button
          size="sm"
          kind="primary"
          onPress={goToNew}
          className="absolute top-3 left-1/2 -translate-x-1/2 rounded-full! shadow-pop"
        >
          <ArrowUp size={16} aria-hidden />
          <Waiting order={feed.order} count={waits} />
        </Button>
      )}
      <div role="status" className="sr-only">
        {waits > 0 && <Waiting order={feed.order} count={waits} />}
      </div>
    </div>
  )
}

const keyOf = ({ message }: Post) => `${message.sender}:${message.clientId}`

function Waiting({ order, count }: { order: FeedOrder; count: number }) {
  return order === 'latest' ? (
    <Plural value={count} one="# new post" other="# new posts" />
  ) : (
    <Plural value={count} one="# post with something new" other="# posts with something new" />
  )
}

/** Between what is new and what was read before. Each card that is new says so itself: this is for the eye. */
function NewAbove() {
  return (
    <div aria-hidden className="flex items-center gap-3 pb-3 text-xs font-semibold text-bad-text">
      <span className="h-px flex-1 bg-bad" />
      <span className="flex items-center gap-1">
        <ArrowUp size={13} />
        <Trans>New</Trans>
      </span>
      <span className="h-px flex-1 bg-bad" />
    </div>
  )
}

/** What the posts of all channels are ordered by, on this device. */
function OrderMenu({ order }: { order: FeedOrder }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const words = { latest: t`Latest posts first`, active: t`Latest activity first` }
  return (
    <MenuTrigger>
      <Button size="sm" kind="plain" className="-my-1.5 justify-self-end">
        {words[order]}
        <ChevronDown size={15} aria-hidden />
      </Button>
      <Menu
        aria-label={t`Order of the posts`}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[order]}
        onAction={(key) => sync.orderFeeds(key === 'active' ? 'active' : 'latest')}
      >
        {(['latest', 'active'] as const).map((one) => (
          <MenuItem key={one} id={one} textValue={words[one]}>
            <Check
              size={17}
              aria-hidden
              className={one === order ? 'text-accent-text' : 'invisible'}
            />
            {words[one]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}

function WritePost({ onPress }: { onPress: () => void }) {
  return (
    <Button
      kind="outline"
      onPress={onPress}
      className="min-h-12! w-full justify-start! rounded-lg! border-field! px-4! font-normal! text-muted! shadow-card"
    >
      <PencilLine size={18} aria-hidden />
      <Trans>New post</Trans>
    </Button>
  )
}

function Empty({ chat, onWrite }: { chat: Chat; onWrite: () => void }) {
  const { t } = useLingui()
  if (mayPost(chat))
    return (
      <Blank
        icon={PencilLine}
        title={t`Nothing posted yet`}
        action={
          <Button kind="primary" onPress={onWrite}>
            <Trans>Write the first post</Trans>
          </Button>
        }
      >
        {runs(chat.role) && (
          <Trans>People come in by a link or when you add them: see the details above.</Trans>
        )}
      </Blank>
    )
  return (
    <Blank
      icon={PencilLine}
      title={isArchived(chat) ? t`Nothing was posted` : t`Nothing posted yet`}
    >
      {!isArchived(chat) && <Trans>The teacher has not posted yet.</Trans>}
    </Blank>
  )
}

/**
 * Other people's posts that came since are held back, and what happened on others does not move them: what is being read
 * never moves away.
 */
function useHeldBack(chat: Chat, feed: FeedState, all: readonly Post[], me: string) {
  const { dispatch } = useChatSync()
  const newest = Math.max(0, ...all.map(({ message }) => message.number))
  const now = { order: feed.order, newest, upTo: feed.upTo }
  const [since, setSince] = useState(now)
  // where there is nothing to read yet nothing can be moved, and another order moves all
  if ((since.newest === 0 && newest > 0) || since.order !== feed.order) setSince(now)
  const isHeld = ({ message }: Post) => message.number > since.newest && message.sender !== me
  const held = all.filter(isHeld)
  const stirred = new Set(
    feed.recent
      .filter(({ number, sender }) => number > since.upTo && sender !== me)
      .map(({ number, post = number }) => post),
  )
  return {
    posts: all.filter((post) => !isHeld(post)),
    waits: feed.order === 'latest' ? held.length : stirred.size,
    show: () => {
      setSince(now)
      if (feed.order === 'active')
        dispatch({ type: 'posts.wanted', conversation: chat.id, anew: true })
    },
  }
}

/**
 * Moves the read marker as far as every post up to there was in view, while somebody was there to see it. It is one
 * number: one post that was not seen holds up all that were written after it. Comments hold up nothing, they are counted
 * below their posts.
 */
function useSeen({
  chat,
  feed,
  all,
  posts,
  inView,
  openPost,
  me,
}: {
  chat: Chat
  feed: FeedState
  all: readonly Post[]
  posts: readonly Post[]
  inView: InView | null
  openPost: number | null
  me: string
}): void {
  const { dispatch } = useChatSync()
  const { id, lastNumber } = chat
  const seen = useRef(new Set<number>())
  const report = () => {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return
    if (openPost !== null) seen.current.add(openPost)
    if (inView)
      for (const { message } of posts.slice(inView.first, inView.last + 1))
        seen.current.add(message.number)
    const marker = readMarker(chat, me)
    const last = feed.posts.at(-1)
    // further down there may be some that are not even loaded
    if (feed.hasBefore && last && placeIn(feed.order, last) > marker + 1) return
    const unseen = all
      .filter(({ message: { number, sender } }) => number > marker && sender !== me)
      .map(({ message }) => message.number)
      .filter((number) => !seen.current.has(number))
    const number = Math.min(lastNumber, feed.upTo, ...unseen.map((one) => one - 1))
    if (number > marker) dispatch({ type: 'seen', conversation: id, number })
  }
  useEffect(() => {
    report()
    window.addEventListener('focus', report)
    document.addEventListener('visibilitychange', report)
    return () => {
      window.removeEventListener('focus', report)
      document.removeEventListener('visibilitychange', report)
    }
  })
}

/** Browsers differ in whether they remember how far something was scrolled that was not shown for a while. */
function useSamePlace(box: RefObject<HTMLElement | null>, isShown: boolean): void {
  const top = useRef(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !isShown) return
    element.scrollTop = top.current
    const note = () => {
      if (element.clientHeight > 0) top.current = element.scrollTop
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      // scrolling is told of with the next frame, when it may be out of sight; here it is not yet
      note()
      element.removeEventListener('scroll', note)
    }
  }, [box, isShown])
}

/** Older posts are fetched before their place comes into view. */
function useMore(chat: Chat, feed: FeedState, box: RefObject<HTMLDivElement | null>) {
  const { dispatch } = useChatSync()
  const mark = useRef<HTMLDivElement>(null)
  const { id } = chat
  const wants = feed.hasBefore && feed.before === 'idle'
  useEffect(() => {
    if (!wants || !mark.current) return
    const near = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) dispatch({ type: 'posts.wanted', conversation: id })
      },
      { root: box.current, rootMargin: '800px' },
    )
    near.observe(mark.current)
    return () => near.disconnect()
  }, [dispatch, id, wants, box])
  return useMemo(() => {
    if (!feed.hasBefore) return null
    if (feed.before !== 'failed') return <div ref={mark}>{<CardSkeleton />}</div>
    return (
      <p role="alert" className="flex items-center justify-center gap-2 p-3 text-sm text-muted">
        <Trans>We could not load these posts.</Trans>
        <Button
          size="sm"
          kind="outline"
          onPress={() => dispatch({ type: 'posts.wanted', conversation: id })}
        >
          <Trans>Try again</Trans>
        </Button>
      </p>
    )
  }, [dispatch, id, feed.hasBefore, feed.before])
}

export function FeedSkeleton() {
  const { t } = useLingui()
  return (
    <div
      role="status"
      aria-label={t`Loading posts`}
      className="appear-late min-h-0 flex-1 overflow-hidden bg-canvas"
    >
      <div className="mx-auto grid max-w-190 gap-3 px-3 py-4 md:px-6">
        <CardSkeleton />
        <CardSkeleton />
        <CardSkeleton />
      </div>
    </div>
  )
}

const CardSkeleton = () => (
  <div className="grid gap-3 rounded-lg border border-line bg-surface p-4">
    <div className="flex items-center gap-3">
      <Skeleton className="size-10 rounded-full" />
      <div className="grid gap-2">
        <Skeleton className="h-3.5 w-32" />
        <Skeleton className="h-3 w-20" />
      </div>
    </div>
    <Skeleton className="h-4 w-2/5" />
    <Skeleton className="h-3.5 w-4/5" />
    <Skeleton className="h-3.5 w-3/5" />
  </div>
)
