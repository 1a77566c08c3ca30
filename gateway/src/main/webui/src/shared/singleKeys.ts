import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from './device'

/**
 * Whether shortcuts of a single letter are on (WCAG 2.1.4: who speaks to the computer, or slips on the keyboard, must be
 * able to switch them off). On until switched off, on this device.
 */
export const singleKeys: StoreApi<boolean> = createStore<boolean>(
  () => kept('single-keys') !== 'off',
)

export function switchSingleKeys(on: boolean): void {
  keep('single-keys', on ? 'on' : 'off')
  singleKeys.setState(on, true)
}

const FIELDS = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu]'

/** Whether a key pressed is a shortcut of a single letter, and not something that is being written. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (!singleKeys.getState() || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  return !(event.target instanceof Element && event.target.closest(FIELDS))
}
