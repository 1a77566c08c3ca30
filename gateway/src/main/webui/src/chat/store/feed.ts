import type { Edge, Message, Post } from './state'
import { mapped } from './versions'

/** So many of the messages taken in last are remembered: what comes while an answer is on its way is fewer. */
const REMEMBERED = 200

/** Enough for a burst behind a gap; what does not fit is fetched with the gap. */
const MAX_AHEAD = 200

/** What a channel's posts are ordered by: when they were written, or when something was last said on them. */
export type FeedOrder = 'latest' | 'active'

/** A post with its comments, as far as they are loaded. */
export type Thread =
  | { status: 'loading' | 'absent' | 'failed' }
  | {
      status: 'ready'
      post: Post
      /** In the order in which they were written, none left out between. */
      comments: readonly Message[]
      hasAfter: boolean
      /** Those that came while some before them are not loaded, in order. */
      later: readonly Message[]
      more: Edge
    }

/**
 * What is loaded of a channel: its latest posts, and the comments of those that were opened. Both are answers of the
 * server that every later message of the channel's log is taken into, in order and once: numbers have gaps in a feed,
 * but none in the log (ADR 9).
 */
export type Feed = {
  /** What the server was asked to order them by. */
  order: FeedOrder
  /** The first of the order first. What happens on one does not move it: somebody is reading. */
  posts: readonly Post[]
  hasBefore: boolean
  /** Where the posts below these begin, as the order counts; null if they are to be asked for anew. */
  end: number | null
  /** Until the first page is there, nothing is shown and nothing taken in. */
  isLoaded: boolean
  opening: Edge
  before: Edge
  /** Every message up to this number is in what is loaded. */
  upTo: number
  /** The last of them, ascending. An answer that was asked for before they came may be without them. */
  recent: readonly Message[]
  /** Messages beyond a gap, ascending. They are shown, and taken in once the gap is filled. */
  ahead: readonly Message[]
  /** The filling of the gap. */
  after: Edge
  threads: Readonly<Record<number, Thread>>
}

export const emptyFeed: Feed = {
  order: 'latest',
  posts: [],
  hasBefore: false,
  end: 0,
  isLoaded: false,
  opening: 'idle',
  before: 'idle',
  upTo: 0,
  recent: [],
  ahead: [],
  after: 'idle',
  threads: {},
}

/** Takes in a message that arrived, whatever its place: known ones change nothing, early ones wait. */
export function hear(feed: Feed, message: Message): Feed {
  if (message.number <= feed.upTo && feed.isLoaded) return feed
  if (feed.ahead.some((known) => known.number === message.number)) return feed
  if (feed.ahead.length >= MAX_AHEAD) return feed
  const ahead = [...feed.ahead, message].sort((a, b) => a.number - b.number)
  return absorb({ ...feed, ahead })
}

/** Takes in what is ahead as far as it connects. */
function absorb(feed: Feed): Feed {
  if (!feed.isLoaded) return feed
  let next = feed
  for (const message of feed.ahead) {
    if (message.number <= next.upTo) next = { ...next, ahead: next.ahead.slice(1) }
    else if (message.number === next.upTo + 1)
      next = { ...take(next, message), ahead: next.ahead.slice(1) }
    else break
  }
  return next
}

/** The one step: the next message of the log becomes part of what is loaded. */
function take(feed: Feed, message: Message): Feed {
  const recent = [...feed.recent.slice(1 - REMEMBERED), message]
  const grown = { ...feed, upTo: message.number, recent }
  if (message.title !== undefined) {
    const isKnown = feed.posts.some((post) => post.message.number === message.number)
    return isKnown ? grown : { ...grown, posts: [fresh(message), ...feed.posts] }
  }
  if (message.post === undefined) return grown
  const number = message.post
  const thread = feed.threads[number]
  return {
    ...grown,
    posts: feed.posts.map((post) => (post.message.number === number ? count(post, message) : post)),
    threads:
      thread?.status === 'ready'
        ? { ...feed.threads, [number]: commented(thread, message) }
        : feed.threads,
  }
}

const fresh = (message: Message): Post => ({
  message,
  comments: 0,
  lastCommentAt: null,
  lastNumber: message.number,
})

/** A post with one comment more, unless it is among those that were counted. */
function count(post: Post, comment: Message): Post {
  if (comment.number <= post.lastNumber) return post
  return {
    ...post,
    comments: post.comments + 1,
    lastCommentAt: comment.sentAt,
    lastNumber: comment.number,
  }
}

type ReadyThread = Extract<Thread, { status: 'ready' }>

/** The next comment: behind a gap while not all before it are loaded. */
function commented(thread: ReadyThread, comment: Message): ReadyThread {
  const { comments, later, hasAfter } = thread
  const post = count(thread.post, comment)
  if (comment.number <= ((later.at(-1) ?? comments.at(-1))?.number ?? 0)) return { ...thread, post }
  return hasAfter
    ? { ...thread, post, later: [...later, comment] }
    : { ...thread, post, comments: [...comments, comment] }
}

type PostPage = { posts: readonly Post[]; hasBefore: boolean }

/** By what a post has its place in the order: the higher, the further up. */
export const placeIn = (order: FeedOrder, { message, lastNumber }: Post): number =>
  order === 'latest' ? message.number : lastNumber

/** What is loaded, in an order, until the server has said what else belongs there. */
export const ordered = (feed: Feed, order: FeedOrder): Feed => ({
  ...feed,
  order,
  posts: [...feed.posts].sort((a, b) => placeIn(order, b) - placeIn(order, a)),
  end: null,
  before: 'idle',
})

const endOf = (order: FeedOrder, { posts }: PostPage): number => {
  const last = posts.at(-1)
  return last ? placeIn(order, last) : 0
}

/**
 * The first posts of the order as the server has them, in place of what was there.
 *
 * @param asOf the last message known when they were asked for: they hold at least everything up to it
 */
export function opened(feed: Feed, page: PostPage, asOf: number): Feed {
  const isConnected = feed.isLoaded && feed.upTo >= asOf
  // what is still connected stays as it is, unless it was asked for anew: nothing that is being read moves
  if (isConnected && feed.end !== null) return { ...feed, opening: 'idle' }
  const since = isConnected ? feed.recent.filter(({ number }) => number > asOf) : []
  return absorb({
    ...emptyFeed,
    order: feed.order,
    posts: page.posts,
    hasBefore: page.hasBefore,
    end: endOf(feed.order, page),
    isLoaded: true,
    upTo: asOf,
    ahead: [...since, ...feed.ahead],
    threads: isConnected ? feed.threads : {},
  })
}

/** The next posts of the order, as the server has them, below those that are loaded. */
export function continued(feed: Feed, page: PostPage): Feed {
  // what was read of one that has gone up in the order meanwhile comes again
  const known = new Set(feed.posts.map(({ message }) => message.number))
  const more = page.posts.filter(({ message }) => !known.has(message.number))
  return {
    ...feed,
    posts: [...feed.posts, ...more.map((post) => caughtUp(feed, post))],
    hasBefore: page.hasBefore,
    end: endOf(feed.order, page),
    before: 'idle',
  }
}

/** The first so many of the posts. */
export function shortened(feed: Feed, count: number): Feed {
  const last = feed.posts[count - 1]
  if (!last || feed.posts.length <= count) return feed
  return {
    ...feed,
    posts: feed.posts.slice(0, count),
    hasBefore: true,
    before: 'idle',
    end: feed.end === null ? null : placeIn(feed.order, last),
  }
}

/** The post with those comments that came while it was being fetched. */
const caughtUp = (feed: Feed, post: Post): Post =>
  feed.recent
    .filter((message) => message.post === post.message.number)
    .reduce((known, comment) => count(known, comment), post)

type CommentPage = { messages: readonly Message[]; hasAfter: boolean }

/** A post that was opened, with its first comments. */
export function threadOpened(feed: Feed, post: Post, page: CommentPage): Feed {
  const thread: ReadyThread = {
    status: 'ready',
    post,
    comments: page.messages,
    hasAfter: page.hasAfter,
    later: [],
    more: 'idle',
  }
  return withThread(feed, post.message.number, thread)
}

/** More comments below those that are loaded. */
export function threadContinued(feed: Feed, number: number, page: CommentPage): Feed {
  const thread = feed.threads[number]
  if (thread?.status !== 'ready') return feed
  const last = thread.comments.at(-1)?.number ?? 0
  const loaded = [...thread.comments, ...page.messages.filter((comment) => comment.number > last)]
  const end = loaded.at(-1)?.number ?? 0
  const later = thread.later.filter((comment) => comment.number > end)
  return withThread(feed, number, {
    ...thread,
    comments: page.hasAfter ? loaded : [...loaded, ...later],
    later: page.hasAfter ? later : [],
    hasAfter: page.hasAfter,
    more: 'idle',
  })
}

function withThread(feed: Feed, number: number, thread: ReadyThread): Feed {
  const complete = feed.recent
    .filter((message) => message.post === number)
    .reduce((known, comment) => commented(known, comment), thread)
  return putThread(feed, number, complete)
}

export const putThread = (feed: Feed, number: number, thread: Thread): Feed => ({
  ...feed,
  threads: { ...feed.threads, [number]: thread },
})

/** Makes something of all messages that are loaded. */
export function reviseFeed(feed: Feed, become: (message: Message) => Message): Feed {
  const revised = <P extends Post>(post: P): P => {
    const message = become(post.message)
    return message === post.message ? post : { ...post, message }
  }
  const threads = Object.entries(feed.threads).map(([number, thread]): [string, Thread] => {
    if (thread.status !== 'ready') return [number, thread]
    const post = revised(thread.post)
    const comments = mapped(thread.comments, become)
    const later = mapped(thread.later, become)
    return post === thread.post && comments === thread.comments && later === thread.later
      ? [number, thread]
      : [number, { ...thread, post, comments, later }]
  })
  const posts = feed.posts.map(revised)
  return {
    ...feed,
    posts: posts.some((post, i) => post !== feed.posts[i]) ? posts : feed.posts,
    recent: mapped(feed.recent, become),
    ahead: mapped(feed.ahead, become),
    threads: threads.some(([number, thread]) => thread !== feed.threads[Number(number)])
      ? Object.fromEntries(threads)
      : feed.threads,
  }
}

/** The posts to show: those that are loaded, and above them those beyond a gap. */
export function postsShown(feed: Feed): readonly Post[] {
  const early = feed.ahead.filter((message) => message.title !== undefined)
  return early.length === 0 || !feed.isLoaded
    ? feed.posts
    : [...early.map(fresh).reverse(), ...feed.posts]
}

/** The comments to show of a post, in order: those that are loaded, and those beyond a gap. */
export function commentsShown(feed: Feed, number: number): readonly Message[] {
  const thread = feed.threads[number]
  if (thread?.status !== 'ready') return []
  const early = feed.ahead.filter((message) => message.post === number)
  return [...thread.comments, ...thread.later, ...early]
}
