import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Chat, Id, Message } from './store/state'

/** How a conversation is begun or come into. */
export type BeginningName = 'chat' | 'group' | 'channel' | 'browse'

/** Which of them is open: they can be asked for from anywhere. */
export const beginning: StoreApi<BeginningName | null> = createStore<BeginningName | null>(
  () => null,
)

export const begin = (name: BeginningName | null): void => beginning.setState(name, true)

/** Which message is to be sent on; it can be asked for from wherever messages are. */
export const forwarding: StoreApi<{ conversation: Id; message: Message } | null> = createStore<{
  conversation: Id
  message: Message
} | null>(() => null)

/** Which message is to be reported. */
export const reporting: StoreApi<{ chat: Chat; message: Message } | null> = createStore<{
  chat: Chat
  message: Message
} | null>(() => null)
