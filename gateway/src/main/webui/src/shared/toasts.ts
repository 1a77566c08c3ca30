import { createStore, type StoreApi } from 'zustand/vanilla'

export type Toast = {
  id: number
  /** News goes away by itself; what needs the person stays until they have dealt with it. */
  kind: 'news' | 'problem'
  text: string
  action?: { label: string; run: () => void }
}

/** More at once would hide what the person is doing. */
const MOST_SHOWN = 3

let nextId = 0

/** Oldest first. */
export const toasts: StoreApi<readonly Toast[]> = createStore<readonly Toast[]>(() => [])

/** Says something that belongs to no place on the screen. */
export function toast(said: Omit<Toast, 'id'>): void {
  const shown = [...toasts.getState(), { ...said, id: nextId++ }]
  toasts.setState(shown.slice(-MOST_SHOWN), true)
}

export const dismissToast = (id: number): void =>
  toasts.setState((shown) => shown.filter((other) => other.id !== id), true)
