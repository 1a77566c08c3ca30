import { session } from '../account'

/** The first screen comes first: what is kept for later is fetched when nothing else is. */
const AFTER_MS = 3_000

/**
 * Has the browser keep the page itself (scripts/sw.js), so that a reload without a network shows what is kept on this
 * device. For those who are signed in: for others there is nothing.
 */
export function keepPage(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  let isAsked = false
  const ask = () => {
    if (isAsked || session.store.getState().status !== 'signed-in') return
    isAsked = true
    setTimeout(() => {
      // over plain HTTP, or in a private window, a browser may have none
      navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
    }, AFTER_MS)
  }
  session.store.subscribe(ask)
  ask()
}
