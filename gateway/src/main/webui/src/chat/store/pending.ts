import type { Problem } from '../../shared/net/problem'
import type { Effect, Input } from './input'
import { mayPass, waitMs } from './outgoing'
import type { ChatState, Id, Message, Pending, Wish } from './state'

/** So long a message that is to be deleted can be taken back. */
export const UNDO_MS = 6_000

const none: readonly never[] = []

export const pendingOf = (state: ChatState, conversation: Id): readonly Pending[] =>
  state.pending[conversation] ?? none

/** The message as it will be once all that is wished of it is done. */
export function asWished(message: Message, pending: readonly Pending[], me: Id): Message {
  let shown = message
  for (const one of pending) {
    if (one.number !== message.number || one.state.status === 'failed') continue
    shown = wished(shown, one, me)
  }
  return shown
}

function wished(message: Message, { wish, at }: Pending, me: Id): Message {
  const now = () => new Date(at).toISOString()
  switch (wish.kind) {
    case 'edit': {
      const title = wish.title === null ? {} : { title: wish.title }
      return { ...message, ...title, text: wish.text, editedAt: now() }
    }
    case 'delete': {
      const {
        reactions: _,
        pinnedAt: __,
        pinnedBy: ___,
        files: ____,
        forwarded: _____,
        ...rest
      } = message
      const title = message.title === undefined ? {} : { title: '' }
      return { ...rest, ...title, text: '', deletedAt: now(), deletedBy: me }
    }
    case 'react':
      return withReaction(message, wish.emoji, wish.present)
    case 'pin': {
      const { pinnedAt: _, pinnedBy: __, ...rest } = message
      return wish.present ? { ...rest, pinnedAt: now(), pinnedBy: me } : rest
    }
    case 'comments':
      return { ...message, commentsAllowed: wish.allowed }
    default:
      return wish satisfies never
  }
}

function withReaction(message: Message, emoji: string, present: boolean): Message {
  const { reactions: before = [], ...rest } = message
  const known = before.find((reaction) => reaction.emoji === emoji)
  if ((known?.mine ?? false) === present) return message
  const reactions = known
    ? before.flatMap((reaction) => {
        if (reaction.emoji !== emoji) return [reaction]
        const count = reaction.count + (present ? 1 : -1)
        return count > 0 ? [{ emoji, count, mine: present }] : []
      })
    : [...before, { emoji, count: 1, mine: true }]
  return reactions.length > 0 ? { ...rest, reactions } : rest
}

/** Whether one wish takes the place of another that has not been sent yet. */
const replaces = (wish: Wish, other: Wish): boolean =>
  wish.kind === other.kind &&
  (wish.kind !== 'react' || (other.kind === 'react' && wish.emoji === other.emoji))

export type WishInput = Extract<
  Input,
  {
    type:
      | 'wished'
      | 'wish.withdrawn'
      | 'wishes.released'
      | 'wish.noticed'
      | 'wish.answered'
      | 'wish.refused'
      | 'wish.lost'
      | 'refusals.told'
  }
>

/** What one wishes of messages, and what becomes of it. */
export function handleWish(state: ChatState, input: WishInput, effects: Effect[]): ChatState {
  switch (input.type) {
    case 'wished': {
      const { type: _, ...one } = input
      const isHeld = one.wish.kind === 'delete'
      const pending: Pending = {
        ...one,
        state: isHeld
          ? { status: 'held', until: one.at + UNDO_MS }
          : { status: 'queued', attempt: 0, notBefore: 0 },
      }
      if (isHeld) effects.push({ type: 'wake', at: one.at + UNDO_MS })
      effects.push({ type: 'keep-wish', pending })
      return put(withoutReplaced(state, pending, effects), pending)
    }
    case 'wish.withdrawn':
      effects.push({ type: 'forget-wish', id: input.id })
      return remove(state, input.conversation, input.id)
    case 'wishes.released':
      return mapAll(state, (one) =>
        one.state.status === 'held' &&
        (input.conversation === null || input.conversation === one.conversation)
          ? queued(one, 0, 0)
          : one,
      )
    case 'wish.noticed':
      return find(state, input.pending) ? state : put(state, input.pending)
    case 'wish.answered': {
      const known = find(state, input)
      if (!known) return state
      effects.push({ type: 'forget-wish', id: input.id })
      return put(state, { ...known, state: { status: 'done', change: input.change } })
    }
    case 'wish.refused':
      return refused(state, input, effects)
    case 'wish.lost': {
      const known = find(state, input)
      return known?.state.status === 'sending'
        ? put(state, queued(known, known.state.attempt, 0))
        : state
    }
    case 'refusals.told':
      return { ...state, refused: [] }
    default:
      return input satisfies never
  }
}

/** What is gone needs no deleting. */
const isGone = (problem: Problem): boolean =>
  problem.slug === 'message-deleted' || problem.slug === 'message-not-found'

function refused(
  state: ChatState,
  input: Extract<Input, { type: 'wish.refused' }>,
  effects: Effect[],
): ChatState {
  const known = find(state, input)
  if (!known) return state
  const { problem, at } = input
  if (mayPass(problem)) {
    const attempt = known.state.status === 'sending' ? known.state.attempt : 0
    const notBefore = at + waitMs(attempt, problem)
    effects.push({ type: 'wake', at: notBefore })
    return put(state, queued(known, attempt + 1, notBefore))
  }
  const failed: Pending = { ...known, state: { status: 'failed', problem } }
  effects.push({ type: 'forget-wish', id: known.id })
  // what somebody has written is not thrown away
  if (known.wish.kind === 'edit') return put(state, failed)
  const left = remove(state, known.conversation, known.id)
  return known.wish.kind === 'delete' && isGone(problem)
    ? left
    : { ...left, refused: [...left.refused, failed] }
}

/** Sends what can be sent: of each message the first, if none is on its way. */
export function drainWishes(state: ChatState, effects: Effect[]): ChatState {
  if (state.link === 'down') return state
  let next = state
  for (const all of Object.values(state.pending)) {
    const busy = new Set<number>()
    for (const one of all) {
      if (one.state.status === 'done' || one.state.status === 'failed' || busy.has(one.number))
        continue
      busy.add(one.number)
      if (one.state.status !== 'queued' || one.state.notBefore > 0) continue
      const sending: Pending = {
        ...one,
        state: { status: 'sending', attempt: one.state.attempt },
      }
      effects.push({ type: 'send-wish', pending: sending })
      next = put(next, sending)
    }
  }
  return next
}

/** Forgets what is done as soon as it shows by itself, or nobody looks. */
export function settleWishes(state: ChatState): ChatState {
  let next = state
  for (const [id, all] of Object.entries(state.pending)) {
    const known = state.open === id ? (state.chats[id]?.knownChange ?? 0) : Infinity
    for (const one of all)
      if (one.state.status === 'done' && one.state.change <= known) next = remove(next, id, one.id)
  }
  return next
}

/** The line broke: what was on its way may or may not have arrived, and is wished again. */
export const requeueWishes = (state: ChatState): ChatState =>
  mapAll(state, (one) => (one.state.status === 'sending' ? queued(one, one.state.attempt, 0) : one))

/** Lets those go whose wait is over. */
export const endHolds = (state: ChatState, at: number): ChatState =>
  mapAll(state, (one) => {
    if (one.state.status === 'held' && one.state.until <= at) return queued(one, 0, 0)
    const { state: its } = one
    return its.status === 'queued' && its.notBefore > 0 && its.notBefore <= at
      ? queued(one, its.attempt, 0)
      : one
  })

const queued = (one: Pending, attempt: number, notBefore: number): Pending => ({
  ...one,
  state: { status: 'queued', attempt, notBefore },
})

const find = (state: ChatState, { conversation, id }: { conversation: Id; id: Id }) =>
  state.pending[conversation]?.find((one) => one.id === id)

function withoutReplaced(state: ChatState, pending: Pending, effects: Effect[]): ChatState {
  let next = state
  for (const one of pendingOf(state, pending.conversation)) {
    const waits = one.state.status === 'queued' || one.state.status === 'failed'
    if (!waits || one.number !== pending.number || !replaces(pending.wish, one.wish)) continue
    effects.push({ type: 'forget-wish', id: one.id })
    next = remove(next, one.conversation, one.id)
  }
  return next
}

function put(state: ChatState, pending: Pending): ChatState {
  const all = pendingOf(state, pending.conversation)
  const isKnown = all.some((one) => one.id === pending.id)
  const next = isKnown
    ? all.map((one) => (one.id === pending.id ? pending : one))
    : [...all, pending]
  return { ...state, pending: { ...state.pending, [pending.conversation]: next } }
}

function remove(state: ChatState, conversation: Id, id: Id): ChatState {
  const all = pendingOf(state, conversation)
  const left = all.filter((one) => one.id !== id)
  if (left.length === all.length) return state
  const { [conversation]: _, ...others } = state.pending
  return { ...state, pending: left.length === 0 ? others : { ...others, [conversation]: left } }
}

function mapAll(state: ChatState, change: (one: Pending) => Pending): ChatState {
  let next = state
  for (const one of Object.values(state.pending).flat()) {
    const changed = change(one)
    if (changed !== one) next = put(next, changed)
  }
  return next
}
