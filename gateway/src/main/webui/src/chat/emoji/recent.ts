import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from '../../shared/device'

/** Two rows of the panel on a phone. */
const REMEMBERED = 16

/** The emoji used last on this device, the latest first. */
export const recentEmoji: StoreApi<readonly string[]> = createStore<readonly string[]>(
  () => kept('emoji')?.split(' ').filter(Boolean) ?? [],
)

export function rememberEmoji(emoji: string): void {
  const next = [emoji, ...recentEmoji.getState().filter((one) => one !== emoji)]
  recentEmoji.setState(next.slice(0, REMEMBERED), true)
  keep('emoji', recentEmoji.getState().join(' '))
}
