import { createStore, type StoreApi } from 'zustand/vanilla'

/** How a conversation is begun or come into. */
export type BeginningName = 'chat' | 'group' | 'channel' | 'browse'

/** Which of them is open: they can be asked for from anywhere. */
export const beginning: StoreApi<BeginningName | null> = createStore<BeginningName | null>(
  () => null,
)

export const begin = (name: BeginningName | null): void => beginning.setState(name, true)
