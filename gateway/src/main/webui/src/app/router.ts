import { createRouter, type RouterHistory } from '@tanstack/react-router'
import type { session } from '../account'
import { routeTree } from '../routeTree.gen'

/** What guards look at. */
export type RouterContext = { session: typeof session }

export function createAppRouter(currentSession: typeof session, history?: RouterHistory) {
  const router = createRouter({
    routeTree,
    ...(history ? { history } : {}),
    context: { session: currentSession },
    defaultPreload: 'intent',
    scrollRestoration: true,
  })
  // signing in or out, here or in another tab, moves the page to where it now belongs
  currentSession.store.subscribe((after, before) => {
    if (after.status !== before.status) void router.invalidate()
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface HistoryState {
    /** The address that a link was mailed to; kept out of the URL. */
    sentTo?: string
    /** An address to fill in: just confirmed, or typed on the screen before. */
    email?: string
  }
}
