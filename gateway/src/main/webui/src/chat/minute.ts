import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

let minute = new Date()
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

function listen(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    minute = new Date()
    for (const tell of listeners) tell()
  }, MINUTE_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The time, new each minute: what is said relative to it stays true while the page is open. */
export const useMinute = (): Date => useSyncExternalStore(listen, () => minute)
