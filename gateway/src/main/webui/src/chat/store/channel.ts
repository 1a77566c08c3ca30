import { shownAsOf, startAsOf } from './changes'
import {
  continued,
  emptyFeed,
  type Feed,
  hear,
  opened,
  ordered,
  putThread,
  shortened,
  threadContinued,
  threadOpened,
} from './feed'
import type { Effect, Input } from './input'
import type { Chat, ChatState, Id, Message, Roster, Seat } from './state'

/** A longer gap is not filled: the newest posts take the place of what is shown. */
const LONGEST_FILL = 400

/** So much of a channel stays in memory after it is left. */
const KEPT_AFTER_LEAVING = 40

const feedOf = (state: ChatState, id: Id): Feed => state.feeds[id] ?? emptyFeed

const putFeed = (state: ChatState, id: Id, feed: Feed): ChatState => ({
  ...state,
  feeds: { ...state.feeds, [id]: feed },
})

/** A channel comes on the screen, or the line is back: what is missing is fetched. */
export function openFeed(state: ChatState, chat: Chat, effects: Effect[]): ChatState {
  const feed = feedOf(state, chat.id)
  if (feed.opening === 'loading' && feed.order === state.feedOrder) return state
  effects.push({ type: 'load-members', conversation: chat.id, after: null, asOf: state.frames })
  if (!feed.isLoaded) return reload(state, chat, effects)
  const isToOrder = feed.end === null || feed.order !== state.feedOrder
  const sorted = isToOrder ? reorder(state, chat, effects) : state
  const now = feedOf(sorted, chat.id)
  return fillFeed(putFeed(sorted, chat.id, { ...now, after: 'idle' }), chat, effects)
}

function reload(state: ChatState, chat: Chat, effects: Effect[]): ChatState {
  const order = state.feedOrder
  const { id, lastNumber: asOf } = chat
  effects.push({ type: 'load-posts', conversation: id, order, before: null, asOf })
  return putFeed(state, id, { ...feedOf(state, id), order, opening: 'loading' })
}

/** Puts what is loaded into the order that is wanted now, and asks what stands first in it. */
function reorder(state: ChatState, chat: Chat, effects: Effect[]): ChatState {
  const feed = feedOf(state, chat.id)
  return reload(putFeed(state, chat.id, ordered(feed, state.feedOrder)), chat, effects)
}

/** Fetches what the open channel's feed lacks at its new end. */
export function fillFeed(state: ChatState, chat: Chat, effects: Effect[]): ChatState {
  const feed = feedOf(state, chat.id)
  if (state.open !== chat.id || !feed.isLoaded || feed.opening === 'loading') return state
  if (feed.after !== 'idle' || feed.upTo >= chat.lastNumber) return state
  if (chat.lastNumber - feed.upTo > LONGEST_FILL) {
    effects.push({ type: 'load-members', conversation: chat.id, after: null, asOf: state.frames })
    return reload(state, chat, effects)
  }
  effects.push({
    type: 'load-page',
    conversation: chat.id,
    purpose: 'after',
    after: feed.upTo,
    limit: 100,
  })
  return putFeed(state, chat.id, { ...feed, after: 'loading' })
}

/** A message of a channel arrived. */
export function hearInFeed(
  state: ChatState,
  chat: Chat,
  message: Message,
  effects: Effect[],
): ChatState {
  const known = state.feeds[chat.id]
  const next = known && hear(known, message)
  // a gap that could not be filled is tried again with what comes next: here nobody is asked to
  const after = next !== known && known?.after === 'failed' ? 'idle' : known?.after
  const heard = next && after ? putFeed(state, chat.id, { ...next, after }) : state
  return fillFeed(known ? meet(heard, [message.sender], effects) : heard, chat, effects)
}

/** What the gap was lacking is here. */
export function gapFilled(
  state: ChatState,
  chat: Chat,
  messages: readonly Message[],
  effects: Effect[],
): ChatState {
  const before = feedOf(state, chat.id)
  const feed = messages.reduce(hear, before)
  // an answer that brings nothing would be asked for again without end
  const after = feed.upTo > before.upTo ? 'idle' : 'failed'
  const met = meet(
    putFeed(state, chat.id, { ...feed, after }),
    messages.map(({ sender }) => sender),
    effects,
  )
  return fillFeed(met, chat, effects)
}

export const gapStays = (state: ChatState, id: Id): ChatState =>
  putFeed(state, id, { ...feedOf(state, id), after: 'failed' })

/** Of a channel that was left only the newest stays. */
export function closeFeed(state: ChatState, id: Id): ChatState {
  const feed = state.feeds[id]
  if (!feed?.isLoaded) return state
  // whoever comes back is not reading yet: what happened meanwhile may move the posts
  const kept = shortened(
    feed.order === 'active' ? ordered(feed, 'active') : feed,
    KEPT_AFTER_LEAVING,
  )
  return kept === feed ? state : putFeed(state, id, kept)
}

export type ChannelInput = Extract<
  Input,
  {
    type:
      | 'feeds.ordered'
      | 'posts.wanted'
      | 'posts.loaded'
      | 'posts.failed'
      | 'thread.opened'
      | 'thread.loaded'
      | 'thread.failed'
      | 'comments.wanted'
      | 'comments.loaded'
      | 'comments.failed'
      | 'members.wanted'
      | 'members.loaded'
      | 'members.failed'
      | 'person.wanted'
      | 'person.loaded'
      | 'person.failed'
  }
>

/** What the server and the person say of a channel's posts, comments and members. */
export function handleChannel(state: ChatState, input: ChannelInput, effects: Effect[]): ChatState {
  switch (input.type) {
    case 'feeds.ordered': {
      const next = { ...state, feedOrder: input.order }
      const chat = state.open === null ? undefined : state.chats[state.open]
      const feed = chat && state.feeds[chat.id]
      if (!chat || !feed || feed.order === input.order) return next
      return feed.isLoaded ? reorder(next, chat, effects) : reload(next, chat, effects)
    }
    case 'posts.wanted': {
      const chat = state.chats[input.conversation]
      const feed = state.feeds[input.conversation]
      if (!chat || !feed) return state
      if (!feed.isLoaded) return openFeed(state, chat, effects)
      if (input.anew) return reorder(state, chat, effects)
      if (feed.opening === 'loading') return state
      if (feed.end === null) return reload(state, chat, effects)
      if (!feed.hasBefore || feed.before === 'loading') return state
      const { order, end: before } = feed
      const { id, lastNumber: asOf } = chat
      effects.push({ type: 'load-posts', conversation: id, order, before, asOf })
      return putFeed(state, id, { ...feed, before: 'loading' })
    }
    case 'posts.loaded': {
      const chat = state.chats[input.conversation]
      if (!chat) return state
      const feed = feedOf(state, chat.id)
      // posts that no longer connect belong to a part that has been replaced meanwhile, or to another order
      if (input.order !== feed.order) return state
      if (input.before !== null && input.before !== feed.end) return state
      const changed =
        input.before === null ? opened(feed, input.page, input.asOf) : continued(feed, input.page)
      const senders = input.page.posts.map(({ message }) => message.sender)
      const put = putFeed(state, chat.id, changed)
      const asOf = Math.min(...input.page.posts.map((post) => post.lastChange))
      const isFirst = !feed.isLoaded && feed.ahead.length === 0
      const dated = !Number.isFinite(asOf)
        ? put
        : isFirst
          ? startAsOf(put, chat.id, asOf)
          : shownAsOf(put, chat.id, asOf)
      return fillFeed(meet(dated, senders, effects), dated.chats[chat.id] ?? chat, effects)
    }
    case 'posts.failed': {
      const feed = feedOf(state, input.conversation)
      const edge = input.before === null ? 'opening' : 'before'
      if (input.order !== feed.order || (input.before !== null && input.before !== feed.end))
        return state
      return putFeed(state, input.conversation, { ...feed, [edge]: 'failed' })
    }
    case 'thread.opened': {
      const feed = state.feeds[input.conversation]
      const status = feed?.threads[input.post]?.status
      if (!feed || status === 'ready' || status === 'loading' || status === 'absent') return state
      effects.push({ type: 'load-thread', conversation: input.conversation, post: input.post })
      return putFeed(state, input.conversation, putThread(feed, input.post, { status: 'loading' }))
    }
    case 'thread.loaded': {
      const feed = state.feeds[input.conversation]
      if (!feed) return state
      const senders = [input.post, ...input.page.messages.map((message) => ({ message }))].map(
        ({ message }) => message.sender,
      )
      const changed = threadOpened(feed, input.post, input.page)
      const put = putFeed(state, input.conversation, changed)
      const asOf = Math.min(input.post.lastChange, input.page.lastChange)
      return meet(shownAsOf(put, input.conversation, asOf), senders, effects)
    }
    case 'thread.failed': {
      const feed = state.feeds[input.conversation]
      if (!feed) return state
      const status = input.problem.status === 404 ? 'absent' : 'failed'
      return putFeed(state, input.conversation, putThread(feed, input.post, { status }))
    }
    case 'comments.wanted': {
      const feed = state.feeds[input.conversation]
      const thread = feed?.threads[input.post]
      if (!feed || thread?.status !== 'ready' || !thread.hasAfter || thread.more === 'loading')
        return state
      const after = thread.comments.at(-1)?.number ?? 0
      effects.push({
        type: 'load-comments',
        conversation: input.conversation,
        post: input.post,
        after,
      })
      return putFeed(
        state,
        input.conversation,
        putThread(feed, input.post, { ...thread, more: 'loading' }),
      )
    }
    case 'comments.loaded': {
      const feed = state.feeds[input.conversation]
      if (!feed) return state
      const changed = threadContinued(feed, input.post, input.page)
      const senders = input.page.messages.map(({ sender }) => sender)
      const put = putFeed(state, input.conversation, changed)
      return meet(shownAsOf(put, input.conversation, input.page.lastChange), senders, effects)
    }
    case 'comments.failed': {
      const feed = state.feeds[input.conversation]
      const thread = feed?.threads[input.post]
      if (!feed || thread?.status !== 'ready') return state
      const changed = putThread(feed, input.post, { ...thread, more: 'failed' })
      return putFeed(state, input.conversation, changed)
    }
    case 'members.wanted': {
      const roster = state.rosters[input.conversation]
      if (roster?.more === 'loading') return state
      const after = roster?.next ?? null
      effects.push({
        type: 'load-members',
        conversation: input.conversation,
        after,
        asOf: state.frames,
      })
      return putRoster(state, input.conversation, {
        ...(roster ?? { seats: {}, next: null }),
        more: 'loading',
      })
    }
    case 'members.loaded':
      return membersLoaded(state, input)
    case 'members.failed': {
      const roster = state.rosters[input.conversation] ?? { seats: {}, next: null }
      return putRoster(state, input.conversation, { ...roster, more: 'failed' })
    }
    case 'person.wanted':
      return meet(state, [input.account], effects)
    case 'person.loaded': {
      const { [input.person.id]: _, ...asked } = state.asked
      const known = state.people[input.person.id]
      const person = {
        presence: 'offline' as const,
        lastSeenAt: null,
        ...known,
        ...input.person,
        asOf: state.frames,
      }
      return { ...state, asked, people: { ...state.people, [person.id]: person } }
    }
    case 'person.failed': {
      const { [input.account]: _, ...asked } = state.asked
      return { ...state, asked }
    }
    default:
      return input satisfies never
  }
}

/** Asks who those are that nobody has told of: a channel's people are too many to be told of beforehand. */
function meet(state: ChatState, accounts: readonly Id[], effects: Effect[]): ChatState {
  const strangers = new Set(accounts.filter((id) => !state.people[id] && !state.asked[id]))
  if (strangers.size === 0) return state
  const asked = { ...state.asked }
  for (const account of strangers) {
    effects.push({ type: 'load-person', account })
    asked[account] = true
  }
  return { ...state, asked }
}

const putRoster = (state: ChatState, id: Id, roster: Roster): ChatState => ({
  ...state,
  rosters: { ...state.rosters, [id]: roster },
})

function membersLoaded(
  state: ChatState,
  input: Extract<Input, { type: 'members.loaded' }>,
): ChatState {
  const known = state.rosters[input.conversation]?.seats ?? {}
  const isNewer = ([, seat]: [string, Seat]) => seat.asOf > input.asOf
  // the first page begins anew: who is not told of again may have left while nobody listened
  const kept = input.after === null ? Object.entries(known).filter(isNewer) : Object.entries(known)
  const seats: Record<Id, Seat> = Object.fromEntries(kept)
  const people = { ...state.people }
  for (const { id, name, status, photo, deleted = false, role, joinedAt } of input.members) {
    const seat = seats[id]
    if (!seat || seat.asOf <= input.asOf)
      seats[id] = { role, joinedAt, revision: seat?.revision ?? 0, asOf: input.asOf }
    const person = people[id]
    if (person && person.asOf > input.asOf) continue
    people[id] = {
      presence: 'offline',
      lastSeenAt: null,
      ...person,
      id,
      name,
      status,
      photo,
      deleted,
      asOf: input.asOf,
    }
  }
  return putRoster({ ...state, people }, input.conversation, {
    seats,
    next: input.next,
    more: 'idle',
  })
}

/** Somebody came in, left or has another role: what is known of a channel's members follows. */
export function reseat(
  state: ChatState,
  frame: { conversation: Id; account: Id; revision: number; role: Seat['role'] },
  effects: Effect[],
): ChatState {
  const roster = state.rosters[frame.conversation]
  if (!roster) return state
  const known = roster.seats[frame.account]
  if (known && known.revision >= frame.revision) return state
  const seat = {
    role: frame.role,
    joinedAt: known?.joinedAt ?? null,
    revision: frame.revision,
    asOf: state.frames,
  }
  const seated = putRoster(state, frame.conversation, {
    ...roster,
    seats: { ...roster.seats, [frame.account]: seat },
  })
  return frame.role === null ? seated : meet(seated, [frame.account], effects)
}
