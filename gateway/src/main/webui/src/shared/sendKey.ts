import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from './device'

/** With which key a message is sent; the other one makes a new line. */
export type SendKey = 'Enter' | 'Shift+Enter'

/** As it was chosen on this device. */
export const sendKey: StoreApi<SendKey> = createStore<SendKey>(() =>
  kept('send-key') === 'Shift+Enter' ? 'Shift+Enter' : 'Enter',
)

export function chooseSendKey(key: SendKey): void {
  keep('send-key', key)
  sendKey.setState(key, true)
}

export const isSendKey = ({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean =>
  key === 'Enter' && shiftKey === (sendKey.getState() === 'Shift+Enter')
