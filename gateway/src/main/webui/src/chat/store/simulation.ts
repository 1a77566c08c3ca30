// A chat server and a bad line in memory, driven by a seed: for the tests of the store.

import { unreachable } from '../../shared/net/problem'
import type { ChatEvent, Sent } from '../wire/frames'
import { type CallCard, isToBeRead } from './calls'
import { placeIn } from './feed'
import type { Effect, Input } from './input'
import { calls } from './mentions'
import { reduce } from './reduce'
import {
  type ChatState,
  type Conversation,
  type Id,
  initialState,
  type Kind,
  type Message,
  type Wish,
} from './state'
import { UNREAD_CAP } from './unread'

/** mulberry32: small, and the same numbers for the same seed everywhere. */
export function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** So few that the list has several pages. */
const LIST_PAGE = 2

export const ME = 'me'
export const OTHER = 'lin'

type Reacted = { emoji: string; accounts: Id[] }

/** Small pages, to have more of them. */
const POSTS_PAGE = 4
const COMMENTS_PAGE = 3

type Stored = {
  id: Id
  kind: 'direct' | 'channel'
  /** Without their reactions. */
  messages: Message[]
  reactions: Map<number, Reacted[]>
  markers: Record<Id, number>
  /** Of one's own: the furthest it ever was, and how often it moved. */
  seenNumber: number
  readRevision: number
  lastChange: number
  /** The change that each edit made, by whose it was and its client id. */
  edits: Map<string, number>
}

const instant = (n: number): string => new Date(Date.UTC(2026, 10, 22) + n * 1_000).toISOString()

/** What the chat service promises, without the service: numbers without gaps, one message per client id. */
export class ServerInMemory {
  readonly conversations = new Map<Id, Stored>()
  /** Every change in order: a cursor is a place in it. */
  readonly changes: Id[] = []
  name = 'Lin'
  presence: 'online' | 'offline' = 'offline'

  open(id: Id, kind: Stored['kind'] = 'direct'): ChatEvent {
    this.conversations.set(id, {
      id,
      kind,
      messages: [],
      reactions: new Map(),
      // in a channel nobody is told what others have read
      markers: kind === 'channel' ? { [ME]: 0 } : { [ME]: 0, [OTHER]: 0 },
      seenNumber: 0,
      readRevision: 1,
      lastChange: 0,
      edits: new Map(),
    })
    this.changes.push(id)
    return { type: 'conversation.opened', conversation: this.conversation(id) }
  }

  /** What follows the hello: who everybody is, and whether they are here. */
  greeting(): ChatEvent[] {
    return [
      { type: 'profile', account: OTHER, name: this.name, status: '', photo: null },
      { type: 'presence', account: OTHER, state: this.presence, lastSeenAt: null },
    ]
  }

  /** Null if it is refused: nothing is said of what was deleted. */
  store(
    id: Id,
    sender: Id,
    clientId: Id,
    text: string,
    as: Kind = { kind: 'message' },
  ): { sent: Sent; event: ChatEvent | null } | null {
    const { messages } = this.#at(id)
    const known = messages.find((m) => m.sender === sender && m.clientId === clientId)
    if (!known && as.kind === 'comment') {
      const post = messages[as.post - 1]
      if (post?.title === undefined || post.deletedAt !== undefined) return null
    }
    const number = known?.number ?? messages.length + 1
    const message: Message = known ?? {
      number,
      id: `${id}/${number}`,
      sender,
      clientId,
      text,
      sentAt: instant(this.changes.length),
      change: 0,
      ...(as.kind === 'post' ? { title: as.title, commentsAllowed: as.commentsAllowed } : {}),
      ...(as.kind === 'comment' ? { post: as.post } : {}),
    }
    const sent: Sent = {
      kind: 'sent',
      conversation: id,
      number,
      id: message.id,
      sentAt: message.sentAt,
    }
    if (known) return { sent, event: null }
    messages.push(message)
    this.changes.push(id)
    return { sent, event: { type: 'message.sent', conversation: id, message } }
  }

  /** A call is over. */
  call(id: Id, caller: Id, name: Id, ending: CallCard['ending']): ChatEvent | null {
    const event = this.store(id, caller, name, '')?.event ?? null
    if (event?.type !== 'message.sent') return null
    const { messages } = this.#at(id)
    const at = event.message.sentAt
    const call: CallCard = {
      id: name,
      video: false,
      startedAt: at,
      endedAt: at,
      ending,
      ...(ending === 'hung-up' ? { answeredAt: at } : {}),
    }
    const message = { ...event.message, call }
    messages[message.number - 1] = message
    return { ...event, message }
  }

  /** What somebody wishes of a message is done, and told as the service tells it; null if it is refused. */
  change(
    id: Id,
    number: number,
    account: Id,
    wish: Wish,
    clientId: Id,
  ): { change: number | null; event: ChatEvent | null } {
    const stored = this.#at(id)
    const message = stored.messages[number - 1]
    const named = `${account}/${number}/${clientId}`
    const before = stored.edits.get(named)
    if (before !== undefined) return { change: before, event: null }
    if (!message || message.call) return { change: null, event: null }
    if (message.deletedAt !== undefined)
      return { change: wish.kind === 'delete' ? message.change : null, event: null }
    const isOwn = message.sender === account
    if ((wish.kind === 'edit' || wish.kind === 'delete') && !isOwn)
      return { change: null, event: null }
    if (wish.kind === 'edit' && (wish.title === null) !== (message.title === undefined))
      return { change: null, event: null }
    const reactions = stored.reactions.get(number) ?? []
    const same = { change: message.change, event: null }
    const at = instant(this.changes.length)
    const changed = (next: Message): { change: number; event: ChatEvent } => {
      const change = ++stored.lastChange
      const told = { ...next, change }
      stored.messages[number - 1] = told
      this.changes.push(id)
      if (wish.kind === 'edit') stored.edits.set(named, change)
      return { change, event: { type: 'message.changed', conversation: id, change, message: told } }
    }
    switch (wish.kind) {
      case 'edit':
        return wish.text === message.text
          ? same
          : changed({
              ...message,
              text: wish.text,
              ...(wish.title === null ? {} : { title: wish.title }),
              editedAt: at,
            })
      case 'delete': {
        stored.reactions.delete(number)
        const { editedAt: _, pinnedAt: __, pinnedBy: ___, ...rest } = message
        const title = message.title === undefined ? {} : { title: '' }
        return changed({ ...rest, ...title, text: '', deletedAt: at, deletedBy: account })
      }
      case 'pin': {
        if ((message.pinnedAt !== undefined) === wish.present) return same
        const { pinnedAt: _, pinnedBy: __, ...rest } = message
        return changed(wish.present ? { ...rest, pinnedAt: at, pinnedBy: account } : rest)
      }
      case 'react': {
        const { emoji, present } = wish
        const known = reactions.find((one) => one.emoji === emoji)
        if ((known?.accounts.includes(account) ?? false) === present) return same
        const accounts = present
          ? [...(known?.accounts ?? []), account]
          : (known?.accounts ?? []).filter((one) => one !== account)
        const next = known
          ? reactions.map((one) => (one === known ? { emoji, accounts } : one))
          : [...reactions, { emoji, accounts }]
        const left = next.filter((one) => one.accounts.length > 0)
        stored.reactions.set(number, left)
        const { change } = changed(message)
        const counts = left.map((one) => ({ emoji: one.emoji, count: one.accounts.length }))
        return {
          change,
          event: {
            type: 'reaction.changed',
            conversation: id,
            change,
            number,
            account,
            emoji,
            present,
            reactions: counts,
          },
        }
      }
      case 'comments':
        if (message.title === undefined) return { change: null, event: null }
        return message.commentsAllowed === wish.allowed
          ? same
          : changed({ ...message, commentsAllowed: wish.allowed })
      default:
        return wish satisfies never
    }
  }

  /** What a relay tells after a crash: a message, as it is by now but without its reactions, or how far the changes go. */
  relay(id: Id): ChatEvent | null {
    const { messages, lastChange } = this.#at(id)
    const message = messages.at(-1 - (this.changes.length % 5))
    return this.changes.length % 2 === 0
      ? { type: 'messages.changed', conversation: id, lastChange }
      : message
        ? { type: 'message.sent', conversation: id, message }
        : null
  }

  /** The messages of a conversation as oneself sees them. */
  shown(id: Id): Message[] {
    const { messages, reactions } = this.#at(id)
    return messages.map((message) => {
      const its = (reactions.get(message.number) ?? []).map(({ emoji, accounts }) => ({
        emoji,
        count: accounts.length,
        mine: accounts.includes(ME),
      }))
      return its.length > 0 ? { ...message, reactions: its } : message
    })
  }

  read(id: Id, account: Id, number: number): ChatEvent | null {
    const stored = this.#at(id)
    const before = stored.markers[account]
    const after = Math.min(number, stored.messages.length)
    if (before === undefined || after <= before) return null
    return this.#moved(stored, account, after)
  }

  /** One marks it as unread. */
  unread(id: Id): ChatEvent | null {
    const stored = this.#at(id)
    const last = stored.messages.findLast((one) => one.sender !== ME && isToBeRead(one))
    if (!last || (stored.markers[ME] ?? 0) < last.number) return null
    return this.#moved(stored, ME, last.number - 1)
  }

  #moved(stored: Stored, account: Id, number: number): ChatEvent {
    stored.markers[account] = number
    this.changes.push(stored.id)
    const event = { type: 'read', conversation: stored.id, account, number } as const
    if (account !== ME) return event
    stored.seenNumber = Math.max(stored.seenNumber, number)
    stored.readRevision++
    return {
      ...event,
      seenNumber: stored.seenNumber,
      readRevision: stored.readRevision,
      unread: this.#unread(stored),
      mentions: this.#mentions(stored),
    }
  }

  /** The posts of a channel, the latest first, as oneself sees them. */
  posts(id: Id) {
    const { lastChange } = this.#at(id)
    const all = this.shown(id)
    return all
      .filter(({ title }) => title !== undefined)
      .map((message) => {
        const comments = all.filter(({ post }) => post === message.number)
        const last = comments.at(-1)
        return {
          message,
          comments: comments.length,
          lastCommentAt: last?.sentAt ?? null,
          lastNumber: last?.number ?? message.number,
          lastChange,
        }
      })
      .reverse()
  }

  comments(id: Id, post: number): Message[] {
    return this.shown(id).filter((message) => message.post === post)
  }

  #commentPage(id: Id, post: number, after: number) {
    const later = this.comments(id, post).filter(({ number }) => number > after)
    return {
      messages: later.slice(0, COMMENTS_PAGE),
      hasAfter: later.length > COMMENTS_PAGE,
      lastChange: this.#at(id).lastChange,
    }
  }

  #person(account: Id) {
    const name = account === ME ? 'Me' : this.name
    return { id: account, name, status: '', photo: null }
  }

  conversation(id: Id): Conversation {
    const stored = this.#at(id)
    const isChannel = stored.kind === 'channel'
    const member = (account: Id, presence: 'online' | 'offline') => ({
      ...this.#person(account),
      readNumber: stored.markers[account] ?? 0,
      presence,
      lastSeenAt: null,
    })
    return {
      id,
      kind: stored.kind,
      name: isChannel ? '8C science' : null,
      channel: isChannel
        ? { description: '', access: 'private', announcementsOnly: false, archivedAt: null }
        : null,
      role: 'member',
      members: isChannel ? [] : [member(ME, 'online'), member(OTHER, this.presence)],
      memberCount: 2,
      revision: 0,
      firstNumber: 1,
      lastNumber: stored.messages.length,
      lastChange: stored.lastChange,
      lastMessage: this.shown(id).at(-1) ?? null,
      readNumber: stored.markers[ME] ?? 0,
      seenNumber: stored.seenNumber,
      readRevision: stored.readRevision,
      unread: this.#unread(stored),
      mentions: this.#mentions(stored),
      notifications: { level: 'all', mute: null, favourite: false, archivedUpTo: null },
      createdAt: instant(0),
    }
  }

  /** The answer to an effect that asks; null for the effects that stay on the device. */
  answer(effect: Effect): Input | null {
    switch (effect.type) {
      case 'load-list': {
        const ids = [...this.conversations.keys()]
        const from = Number(effect.after ?? 0)
        const end = from + LIST_PAGE
        return {
          type: 'list.loaded',
          after: effect.after,
          conversations: ids.slice(from, end).map((id) => this.conversation(id)),
          next: end < ids.length ? String(end) : null,
          cursor: String(this.changes.length),
          asOf: effect.asOf,
        }
      }
      case 'load-conversation':
        return {
          type: 'conversation.loaded',
          conversation: this.conversation(effect.conversation),
          asOf: effect.asOf,
        }
      case 'load-page': {
        const all = this.shown(effect.conversation)
        const end =
          effect.before !== undefined
            ? effect.before - 1
            : effect.after !== undefined
              ? effect.after + effect.limit
              : all.length
        const start = effect.after !== undefined ? effect.after : Math.max(0, end - effect.limit)
        const messages = all.slice(start, end)
        return {
          type: 'page.loaded',
          conversation: effect.conversation,
          purpose: effect.purpose,
          page: {
            messages,
            hasBefore: start > 0,
            hasAfter: end < all.length,
            lastChange: this.#at(effect.conversation).lastChange,
          },
        }
      }
      case 'load-posts': {
        const { conversation, order, before, asOf } = effect
        const all = this.posts(conversation)
          .filter((post) => placeIn(order, post) < (before ?? Infinity))
          .sort((a, b) => placeIn(order, b) - placeIn(order, a))
        const page = { posts: all.slice(0, POSTS_PAGE), hasBefore: all.length > POSTS_PAGE }
        return { type: 'posts.loaded', conversation, order, before, page, asOf }
      }
      case 'load-thread': {
        const { conversation, post: number } = effect
        const post = this.posts(conversation).find(({ message }) => message.number === number)
        const page = this.#commentPage(conversation, number, 0)
        return post ? { type: 'thread.loaded', conversation, post, page } : null
      }
      case 'load-comments': {
        const { conversation, post, after } = effect
        const page = this.#commentPage(conversation, post, after)
        return { type: 'comments.loaded', conversation, post, page }
      }
      case 'load-members':
        return {
          type: 'members.loaded',
          conversation: effect.conversation,
          after: effect.after,
          members: [ME, OTHER].map((account) => ({
            ...this.#person(account),
            role: 'member',
            joinedAt: instant(0),
          })),
          next: null,
          asOf: effect.asOf,
        }
      case 'load-person':
        return {
          type: 'person.loaded',
          person: { ...this.#person(effect.account), deleted: false },
        }
      case 'load-changes': {
        const { conversation, after } = effect
        const changed = this.shown(conversation)
          .filter(({ change }) => change > after)
          .sort((a, b) => a.change - b.change)
        // small pages, to have more of them
        const messages = changed.slice(0, 3)
        const hasAfter = changed.length > messages.length
        const lastChange = hasAfter
          ? (messages.at(-1)?.change ?? after)
          : this.#at(conversation).lastChange
        return {
          type: 'changes.loaded',
          conversation,
          after,
          page: { messages, lastChange, hasAfter },
        }
      }
      case 'resume': {
        const changed = [...new Set(this.changes.slice(Number(effect.cursor)))]
        return {
          type: 'resumed',
          result: {
            kind: 'resumed',
            cursor: String(this.changes.length),
            conversations: changed.map((id) => this.conversation(id)),
            left: [],
          },
        }
      }
      default:
        return null
    }
  }

  #at(id: Id): Stored {
    const stored = this.conversations.get(id)
    if (!stored) throw new Error(`no conversation ${id}`)
    return stored
  }

  #mentions(stored: Stored): number {
    const after = stored.markers[ME] ?? 0
    return Math.min(
      UNREAD_CAP,
      stored.messages.filter((m) => m.number > after && calls(m, ME)).length,
    )
  }

  #unread(stored: Stored): number {
    return Math.min(
      UNREAD_CAP,
      stored.messages.filter(
        (m) => m.sender !== ME && m.number > (stored.markers[ME] ?? 0) && isToBeRead(m),
      ).length,
    )
  }
}

const gone = { slug: 'message-deleted', status: 409, title: '', detail: '' }

/** What comes of a page of messages that could not be had. */
function failureOf(effect: Effect): Input | null {
  const problem = unreachable
  switch (effect.type) {
    case 'load-page': {
      const { conversation, purpose } = effect
      return { type: 'page.failed', conversation, purpose, problem }
    }
    case 'load-posts':
      return {
        type: 'posts.failed',
        conversation: effect.conversation,
        order: effect.order,
        before: effect.before,
      }
    case 'load-thread':
      return {
        type: 'thread.failed',
        conversation: effect.conversation,
        post: effect.post,
        problem,
      }
    case 'load-comments':
      return { type: 'comments.failed', conversation: effect.conversation, post: effect.post }
    default:
      return null
  }
}

/** One client on a line that delays, doubles, reorders, loses and breaks, as the seed has it. */
export class ClientOnBadLine {
  state: ChatState = initialState(ME)
  now = Date.UTC(2026, 10, 22)
  readonly #way: { input: Input; viaSocket: boolean }[] = []
  /** Frames after this is set to false arrive once, in order. */
  isBad = true

  constructor(
    readonly server: ServerInMemory,
    readonly random: () => number,
    readonly check: (state: ChatState) => void,
  ) {
    this.dispatch({ type: 'drain.granted' })
    this.dispatch({ type: 'list.wanted', after: null })
  }

  readonly dispatch = (input: Input): void => {
    const { state, effects } = reduce(this.state, input)
    this.state = state
    this.check(state)
    for (const effect of effects) this.#perform(effect)
  }

  /** An event leaves the server; without a line nobody hears it. */
  hear(event: ChatEvent | null): void {
    if (!event || this.state.link === 'down' || this.#strikes(0.15)) return
    this.#send({ type: 'frame', frame: event, at: this.now }, true)
    if (this.#strikes(0.15)) this.#send({ type: 'frame', frame: event, at: this.now }, true)
  }

  breakLine(): void {
    if (this.state.link === 'down') return
    this.#way.splice(0, this.#way.length, ...this.#way.filter((one) => !one.viaSocket))
    this.dispatch({ type: 'disconnected' })
    // commands without an answer are lost, each of them after the line is known to be down
    for (const queue of Object.values(this.state.outgoing)) {
      for (const { conversation, clientId } of queue)
        this.dispatch({ type: 'send.lost', conversation, clientId })
    }
    for (const { conversation, id } of Object.values(this.state.pending).flat())
      this.dispatch({ type: 'wish.lost', conversation, id })
  }

  connect(): void {
    if (this.state.link !== 'down') return
    this.dispatch({ type: 'connected' })
    for (const event of this.server.greeting()) this.hear(event)
  }

  /** Delivers one thing that is on its way. */
  deliver(): boolean {
    const at = this.isBad ? Math.floor(this.random() * Math.min(4, this.#way.length)) : 0
    const [one] = this.#way.splice(at, 1)
    if (!one) return false
    this.now += 50
    this.dispatch(one.input)
    return true
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'send': {
        const { conversation, clientId, text, as } = effect.outgoing
        // the line may break before the server has it, or before the answer is back
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        const stored = this.server.store(conversation, ME, clientId, text, as)
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        const named = { conversation, clientId }
        if (stored) {
          this.#send({ type: 'send.answered', ...named, result: stored.sent }, true)
          this.hear(stored.event)
        } else this.#send({ type: 'send.refused', ...named, problem: gone, at: this.now }, true)
        return
      }
      case 'send-wish': {
        const { conversation, number, wish, id } = effect.pending
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        const { change, event } = this.server.change(conversation, number, ME, wish, id)
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        const named = { conversation, id }
        this.#send(
          change === null
            ? { type: 'wish.refused', ...named, problem: gone, at: this.now }
            : { type: 'wish.answered', ...named, change },
          true,
        )
        this.hear(event)
        return
      }
      case 'keep':
        if (effect.outgoing.state.status === 'storing') {
          this.#send(
            {
              type: 'outgoing.stored',
              conversation: effect.outgoing.conversation,
              clientId: effect.outgoing.clientId,
            },
            false,
          )
        }
        return
      case 'mark-read':
        this.hear(this.server.read(effect.conversation, ME, effect.number))
        return
      default: {
        const input = this.server.answer(effect)
        if (!input) return
        const failure = failureOf(effect)
        if (failure && this.#strikes(0.1)) this.#send(failure, false)
        else this.#send(input, effect.type === 'resume')
      }
    }
  }

  #send(input: Input, viaSocket: boolean): void {
    this.#way.push({ input, viaSocket })
  }

  #strikes(chance: number): boolean {
    return this.isBad && this.random() < chance
  }
}
