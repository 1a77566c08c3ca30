import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowUp, PencilLine } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { Skeleton } from '../../shared/ui/Skeleton'
import { useChatSync, useChats } from '../ChatContext'
import { DropSheet } from '../files/DropSheet'
import { postPlace } from '../store/drafts'
import { type Feed as FeedState, postsShown } from '../store/feed'
import { isArchived, mayPost, runs } from '../store/rights'
import { outgoingOf } from '../store/selectors'
import type { Chat, Post } from '../store/state'
import { readMarker } from '../store/unread'
import { NewPost } from './NewPost'
import { OutgoingPost, PostCard } from './PostCard'
import { useFeedWindow } from './useFeedWindow'

/** A channel's posts, the latest first. What comes while they are being read waits behind a word above them. */
export function Feed({
  chat,
  feed,
  openPost,
  onOpen,
}: {
  chat: Chat
  feed: FeedState
  openPost: number | null
  onOpen: () => void
}) {
  const { t } = useLingui()
  const me = useChats((state) => state.me)
  const outgoing = useChats((state) => outgoingOf(state, chat.id))
  const box = useRef<HTMLDivElement>(null)
  const [isWriting, setWriting] = useState(false)
  // what is new is settled on opening, and stays so until the channel is left
  const [newAfter] = useState(() => (chat.unread > 0 ? readMarker(chat, me) : null))
  const all = postsShown(feed)
  const { posts, held, showHeld } = useHeldBack(all, me)
  useSeen(chat, feed, held)
  const more = useMore(chat, feed, box)
  const { list, height, shown, measure } = useFeedWindow(box, posts)
  const waiting = outgoing.filter(({ as }) => as.kind === 'post')
  const isEmpty = all.length === 0 && waiting.length === 0
  const write = () => setWriting(true)
  const goToNew = () => {
    showHeld()
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
              {shown.map(({ key, index, post, top }) => (
                <div
                  key={key}
                  ref={measure}
                  data-index={index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${top}px)` }}
                >
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
      {held.length > 0 && (
        <Button
          size="sm"
          kind="primary"
          onPress={goToNew}
          className="absolute top-3 left-1/2 -translate-x-1/2 rounded-full! shadow-pop"
        >
          <ArrowUp size={16} aria-hidden />
          <Plural value={held.length} one="# new post" other="# new posts" />
        </Button>
      )}
      <div role="status" className="sr-only">
        {held.length > 0 && <Plural value={held.length} one="# new post" other="# new posts" />}
      </div>
    </div>
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

/** Other people's posts that came since are held back: what is being read never moves away. */
function useHeldBack(all: readonly Post[], me: string) {
  const newest = all[0]?.message.number ?? 0
  const [upTo, setUpTo] = useState(newest)
  // where there is nothing to read yet, nothing can be moved
  if (upTo === 0 && newest > 0) setUpTo(newest)
  const isHeld = ({ message }: Post) => message.number > upTo && message.sender !== me
  return {
    posts: all.filter((post) => !isHeld(post)),
    held: all.filter(isHeld),
    showHeld: () => setUpTo(newest),
  }
}

/** All but what is held back counts as read while somebody is there to see it. */
function useSeen(chat: Chat, feed: FeedState, held: readonly Post[]): void {
  const { dispatch } = useChatSync()
  const { id, lastNumber } = chat
  const first = held.at(-1)?.message.number
  const number = first === undefined ? Math.min(lastNumber, feed.upTo) : first - 1
  const report = useCallback(() => {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return
    if (number > 0) dispatch({ type: 'seen', conversation: id, number })
  }, [dispatch, id, number])
  useEffect(() => {
    report()
    window.addEventListener('focus', report)
    document.addEventListener('visibilitychange', report)
    return () => {
      window.removeEventListener('focus', report)
      document.removeEventListener('visibilitychange', report)
    }
  }, [report])
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
