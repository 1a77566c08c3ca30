import type { Id } from '../store/state'
import type { ChatSync } from '../sync'

const lockOf = (me: Id, conversation: Id): string => `homeroom-watched-${me}-${conversation}`

/**
 * Lets the person's other tabs know which conversation is open on a screen that can be seen: for as long as it is, this
 * tab holds a lock of its name, which a tab that crashes gives back.
 */
export function watch(sync: ChatSync, signal: AbortSignal): void {
  if (!('locks' in navigator)) return
  let watched: Id | null = null
  let release = () => {}
  const look = () => {
    const seen = !document.hidden && document.hasFocus() ? sync.store.getState().open : null
    if (seen === watched) return
    watched = seen
    release()
    release = () => {}
    if (seen === null || signal.aborted) return
    void navigator.locks.request(
      lockOf(sync.me, seen),
      { mode: 'shared' },
      () =>
        new Promise<void>((end) => {
          if (watched === seen && !signal.aborted) release = end
          else end()
        }),
    )
  }
  const stop = sync.store.subscribe(look)
  document.addEventListener('visibilitychange', look, { signal })
  addEventListener('focus', look, { signal })
  addEventListener('blur', look, { signal })
  signal.addEventListener('abort', () => {
    stop()
    release()
  })
  look()
}

/** Whether any tab of the person shows the conversation. */
export async function isWatched(me: Id, conversation: Id): Promise<boolean> {
  if (!('locks' in navigator)) return !document.hidden
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lockOf(me, conversation))
}
