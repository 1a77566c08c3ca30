// A chat server and a bad line in memory, driven by a seed: for the tests of the store.

import { unreachable } from '../../shared/net/problem'
import type { ChatEvent, Sent } from '../wire/frames'
import type { Effect, Input } from './input'
import { reduce } from './reduce'
import { type ChatState, type Conversation, type Id, initialState, type Message } from './state'
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

export const ME = 'me'
export const OTHER = 'lin'

type Stored = { id: Id; messages: Message[]; markers: Record<Id, number> }

const instant = (n: number): string => new Date(Date.UTC(2026, 10, 22) + n * 1_000).toISOString()

/** What the chat service promises, without the service: numbers without gaps, one message per client id. */
export class ServerInMemory {
  readonly conversations = new Map<Id, Stored>()
  /** Every change in order: a cursor is a place in it. */
  readonly changes: Id[] = []
  name = 'Lin'
  presence: 'online' | 'offline' = 'offline'

  open(id: Id): ChatEvent {
    this.conversations.set(id, { id, messages: [], markers: { [ME]: 0, [OTHER]: 0 } })
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

  store(id: Id, sender: Id, clientId: Id, text: string): { sent: Sent; event: ChatEvent | null } {
    const { messages } = this.#at(id)
    const known = messages.find((m) => m.sender === sender && m.clientId === clientId)
    const number = known?.number ?? messages.length + 1
    const message: Message = known ?? {
      number,
      id: `${id}/${number}`,
      sender,
      clientId,
      text,
      sentAt: instant(this.changes.length),
      change: 0,
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

  read(id: Id, account: Id, number: number): ChatEvent {
    const stored = this.#at(id)
    stored.markers[account] = Math.max(
      stored.markers[account] ?? 0,
      Math.min(number, stored.messages.length),
    )
    this.changes.push(id)
    const event = {
      type: 'read',
      conversation: id,
      account,
      number: stored.markers[account],
    } as const
    return account === ME ? { ...event, unread: this.#unread(stored) } : event
  }

  conversation(id: Id): Conversation {
    const stored = this.#at(id)
    const member = (account: Id, name: string, presence: 'online' | 'offline') => ({
      id: account,
      name,
      status: '',
      photo: null,
      readNumber: stored.markers[account] ?? 0,
      presence,
      lastSeenAt: null,
    })
    return {
      id,
      kind: 'direct',
      name: null,
      channel: null,
      role: 'member',
      members: [member(ME, 'Me', 'online'), member(OTHER, this.name, this.presence)],
      memberCount: 2,
      revision: 0,
      firstNumber: 1,
      lastNumber: stored.messages.length,
      lastChange: 0,
      lastMessage: stored.messages.at(-1) ?? null,
      readNumber: stored.markers[ME] ?? 0,
      unread: this.#unread(stored),
      mentions: 0,
      createdAt: instant(0),
    }
  }

  /** The answer to an effect that asks; null for the effects that stay on the device. */
  answer(effect: Effect): Input | null {
    switch (effect.type) {
      case 'load-list': {
        const conversations = [...this.conversations.keys()].map((id) => this.conversation(id))
        return {
          type: 'list.loaded',
          after: effect.after,
          conversations,
          next: null,
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
        const all = this.#at(effect.conversation).messages
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
          page: { messages, hasBefore: start > 0, hasAfter: end < all.length },
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

  #unread(stored: Stored): number {
    return Math.min(
      UNREAD_CAP,
      stored.messages.filter((m) => m.sender !== ME && m.number > (stored.markers[ME] ?? 0)).length,
    )
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
        const { conversation, clientId, text } = effect.outgoing
        // the line may break before the server has it, or before the answer is back
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        const { sent, event } = this.server.store(conversation, ME, clientId, text)
        if (this.#strikes(0.1)) {
          this.breakLine()
          return
        }
        this.#send({ type: 'send.answered', conversation, clientId, result: sent }, true)
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
        const isRest = effect.type !== 'resume'
        if (isRest && effect.type === 'load-page' && this.#strikes(0.1)) {
          this.#send(
            {
              type: 'page.failed',
              conversation: effect.conversation,
              purpose: effect.purpose,
              problem: unreachable,
            },
            false,
          )
        } else this.#send(input, !isRest)
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
