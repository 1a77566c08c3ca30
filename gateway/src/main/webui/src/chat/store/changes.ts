import { reviseFeed } from './feed'
import type { Chat, ChatState, Id, Message, Quote } from './state'
import { mapped, newer } from './versions'

/**
 * Each conversation counts the changes of its messages, and a message carries the one that changed it last: its version
 * (ADR 11). What is loaded of a conversation knows all changes up to `knownChange`; the server has told of some up to
 * `lastChange`. A change is taken in if it is the next, and what is missing is asked for.
 */

/** More are not caught up with: what is loaded is dropped, and loaded as it is by now. */
export const LONGEST_CATCH_UP = 500

/** Makes something of all that is loaded of a conversation, wherever it is shown. */
export function revise(state: ChatState, id: Id, become: (message: Message) => Message): ChatState {
  const chat = state.chats[id]
  if (!chat) return state
  const { log, lastMessage } = chat
  const feed = state.feeds[id]
  const pins = state.pins[id]
  const quotes = state.quotes[id]
  return {
    ...state,
    quotes: quotes ? { ...state.quotes, [id]: revisedQuotes(quotes, become) } : state.quotes,
    chats: {
      ...state.chats,
      [id]: {
        ...chat,
        lastMessage: lastMessage && become(lastMessage),
        log: log && {
          ...log,
          messages: mapped(log.messages, become),
          ahead: mapped(log.ahead, become),
        },
      },
    },
    feeds: feed ? { ...state.feeds, [id]: reviseFeed(feed, become) } : state.feeds,
    pins:
      pins?.status === 'ready'
        ? { ...state.pins, [id]: { ...pins, messages: stillPinned(mapped(pins.messages, become)) } }
        : state.pins,
  }
}

const revisedQuotes = (
  quotes: Readonly<Record<number, Quote>>,
  become: (message: Message) => Message,
): Readonly<Record<number, Quote>> =>
  Object.fromEntries(
    Object.entries(quotes).map(([number, quote]) => [
      number,
      typeof quote === 'string' ? quote : become(quote),
    ]),
  )

const stillPinned = (messages: readonly Message[]): readonly Message[] =>
  messages.every((message) => message.pinnedAt !== undefined)
    ? messages
    : messages.filter((message) => message.pinnedAt !== undefined)

/** The message as it is loaded; undefined if it is not. */
export function held(state: ChatState, id: Id, number: number): Message | undefined {
  const chat = state.chats[id]
  const feed = state.feeds[id]
  const isIt = (message: Message) => message.number === number
  if (chat?.lastMessage?.number === number) return chat.lastMessage
  const [first] = chat?.log?.messages ?? []
  const inLog = first && chat?.log?.messages[number - first.number]
  if (inLog) return inLog
  const thread = Object.values(feed?.threads ?? {}).flatMap((one) =>
    one.status === 'ready' ? [one.post.message, ...one.comments, ...one.later] : [],
  )
  return (
    chat?.log?.ahead.find(isIt) ??
    feed?.posts.find(({ message }) => isIt(message))?.message ??
    feed?.recent.find(isIt) ??
    feed?.ahead.find(isIt) ??
    thread.find(isIt)
  )
}

/** Takes in a whole version of a message. */
export function take(state: ChatState, id: Id, message: Message): ChatState {
  const revised = revise(state, id, (known) =>
    known.number === message.number ? newer(known, message) : known,
  )
  return pinned(revised, id, message)
}

/** A message that is pinned comes to the others that are, if those are looked at. */
export function pinned(state: ChatState, id: Id, message: Message): ChatState {
  const pins = state.pins[id]
  if (pins?.status !== 'ready' || message.pinnedAt === undefined) return state
  if (pins.messages.some(({ number }) => number === message.number)) return state
  const messages = [message, ...pins.messages].sort((a, b) =>
    (a.pinnedAt ?? '') < (b.pinnedAt ?? '') ? 1 : -1,
  )
  return { ...state, pins: { ...state.pins, [id]: { ...pins, messages } } }
}

/** Whether a message of this number ought to be among what is loaded, and has not come yet. */
export function isAwaited(state: ChatState, chat: Chat, number: number): boolean {
  const feed = state.feeds[chat.id]
  if (chat.kind === 'channel') return number > (feed?.isLoaded ? feed.upTo : chat.lastNumber)
  const { log } = chat
  if (!log?.following) return number > chat.lastNumber
  return (
    number > (log.messages.at(-1)?.number ?? 0) &&
    !log.ahead.some((message) => message.number === number)
  )
}

/**
 * An answer showed messages as of a change. Is it of before what is known, the changes after it are missing in what it
 * showed; is it of after, they are missing in what was there.
 */
export function shownAsOf(state: ChatState, id: Id, change: number): ChatState {
  const chat = state.chats[id]
  if (!chat || (chat.knownChange === change && chat.lastChange === change)) return state
  return putChange(state, chat, {
    knownChange: Math.min(chat.knownChange, change),
    lastChange: Math.max(chat.lastChange, chat.knownChange, change),
  })
}

/** All that is loaded is as of a change: nothing was before. */
export function startAsOf(state: ChatState, id: Id, change: number): ChatState {
  const chat = state.chats[id]
  if (!chat) return state
  return putChange(state, chat, {
    knownChange: change,
    lastChange: Math.max(chat.lastChange, change),
  })
}

export const putChange = (
  state: ChatState,
  chat: Chat,
  change: Partial<Pick<Chat, 'knownChange' | 'lastChange' | 'catchingUp'>>,
): ChatState => ({ ...state, chats: { ...state.chats, [chat.id]: { ...chat, ...change } } })
