import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { callWords } from '../calls/callWords'
import { type Place, placeOf, placeOfTold } from '../message/links'
import { isToBeRead } from '../store/calls'
import { calls, named } from '../store/mentions'
import type { Chat, ChatState, Id } from '../store/state'
import type { ChatSync } from '../sync'
import type { ChatEvent } from '../wire/frames'
import { type Occasion, shouldTell } from './decide'
import { permission } from './permission'
import { playSound } from './sound'
import { isWatched, watch } from './watched'

type Activity = Extract<ChatEvent, { type: 'activity' }>['items'][number]
type Message = Extract<ChatEvent, { type: 'message.sent' }>['message']

/** More is forgotten: nothing comes as late. */
const REMEMBERED = 500
const BODY = 160

/** Something to tell. */
type News = {
  occasion: Occasion
  conversation: Id
  /** The same for what two frames tell of. */
  key: string
  title: string
  body: string
  place: Place
}

/**
 * Tells what comes in by notifications of the browser and a sound. All tabs hear it; the one that has the lock tells
 * it, so it is told once.
 */
export class Notifier {
  readonly #sync: ChatSync
  readonly #open: (place: Place) => void
  readonly #gone: AbortSignal
  readonly #told = new Set<string>()
  #isTheOne = false

  /** Tells until `gone`. */
  constructor(sync: ChatSync, open: (place: Place) => void, gone: AbortSignal) {
    this.#sync = sync
    this.#open = open
    this.#gone = gone
    sync.hear((frame) => this.#hear(frame), gone)
    watch(sync, gone)
    const stop = sync.store.subscribe((state, before) => {
      if (state.link === 'up' && before.link === 'down') void this.#learn()
    })
    gone.addEventListener('abort', stop)
    void this.#learn()
    void this.#waitForTurn()
  }

  /** What was chosen elsewhere while the line was down nobody tells. */
  async #learn(): Promise<void> {
    const answer = await this.#sync.api.notificationSettings()
    if (answer.ok)
      this.#sync.dispatch({ type: 'notification-settings.told', settings: answer.value })
  }

  async #waitForTurn(): Promise<void> {
    const signal = this.#gone
    const hold = () => {
      this.#isTheOne = true
      return new Promise<void>((end) => signal.addEventListener('abort', () => end()))
    }
    if (!('locks' in navigator)) await hold()
    else
      await navigator.locks
        .request(`homeroom-notify-${this.#sync.me}`, { signal }, hold)
        // signed out while it waited
        .catch(() => undefined)
  }

  #hear(frame: ChatEvent): void {
    if (!this.#isTheOne) return
    if (frame.type === 'message.sent') void this.#tell(this.#said(frame))
    if (frame.type === 'activity') {
      const { chats } = this.#sync.store.getState()
      for (const item of frame.items) void this.#tell(happened(item, chats[item.conversation]))
    }
  }

  /** Null for what is no news: one's own, what was read elsewhere, what comes late. */
  #said({ conversation, message }: { conversation: Id; message: Message }): News | null {
    const state = this.#sync.store.getState()
    const chat = state.chats[conversation]
    if (!chat || message.sender === state.me || message.change !== 0) return null
    if (!isToBeRead(message) || state.blocked[message.sender]) return null
    if (message.number <= (chat.markers[state.me] ?? 0)) return null
    const sender = state.people[message.sender]?.name ?? ''
    return {
      occasion: calls(message, state.me) ? 'mentions' : 'messages',
      conversation,
      key: `${conversation}:${message.number}`,
      title: [sender, chat.name].filter(Boolean).join(' · ') || 'Homeroom',
      body: message.call
        ? callWords(i18n, message.call, false)
        : (message.title ?? (bodyOf(state, message.text) || (message.files?.[0]?.name ?? ''))),
      place: placeOf(chat, message),
    }
  }

  async #tell(news: News | null): Promise<void> {
    if (!news || this.#told.has(news.key)) return
    const { notificationSettings: settings, chats } = this.#sync.store.getState()
    const notifications = chats[news.conversation]?.notifications
    if (!settings || !notifications) return
    const watched = await isWatched(this.#sync.me, news.conversation)
    const now = new Date()
    if (!shouldTell(news.occasion, { settings, notifications, isWatched: watched, now })) return
    if (this.#told.has(news.key)) return
    this.#told.add(news.key)
    if (this.#told.size > REMEMBERED) this.#told.delete(this.#told.values().next().value ?? '')
    void playSound()
    if (permission.getState() === 'granted') this.#show(news)
  }

  #show({ title, body, place, conversation }: News): void {
    try {
      // the next one of a conversation takes the place of the one before
      const shown = new Notification(title, {
        body,
        tag: conversation,
        icon: '/icon.svg',
        silent: true,
      })
      shown.onclick = () => {
        window.focus()
        this.#open(place)
        shown.close()
      }
    } catch {
      // some browsers of phones show none from a page
    }
  }
}

const bodyOf = (state: ChatState, text: string): string =>
  named(text, (id) => state.people[id]?.name ?? id).slice(0, BODY)

/** What concerns one by name: what is no message, or what a message does not say itself. */
function happened(item: Activity, chat: Chat | undefined): News {
  const { kind, conversation, number, name, title, text, emoji, people } = item
  const who = people[0]?.name ?? ''
  const news = {
    conversation,
    title: [who, name].filter(Boolean).join(' · ') || 'Homeroom',
    place: placeOfTold(chat, item),
  }
  switch (kind) {
    case 'mention':
    case 'comment':
    case 'reply':
      return {
        ...news,
        occasion: 'mentions',
        key: `${conversation}:${number}`,
        body: text.slice(0, BODY),
      }
    case 'call':
      return {
        ...news,
        occasion: 'messages',
        key: `${conversation}:${number}`,
        body: item.call ? callWords(i18n, item.call, false) : '',
      }
    case 'reaction':
      return {
        ...news,
        occasion: 'reactions',
        key: `${conversation}:${number}:${item.at}`,
        body: `${emoji.join('')} ${title ?? text}`.slice(0, BODY),
      }
    case 'added':
      return {
        ...news,
        occasion: 'added',
        key: `${conversation}:added:${item.at}`,
        body: i18n._(msg`You were added to this channel.`),
      }
    default:
      return kind satisfies never
  }
}
