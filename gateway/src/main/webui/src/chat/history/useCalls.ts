import { useCallback, useEffect, useMemo } from 'react'
import type { Order } from '../../shared/pages/pages'
import { usePages } from '../../shared/pages/usePages'
import { useChatSync, useChats } from '../ChatContext'
import type { PastCall } from '../store/calls'

export type Filter = 'all' | 'missed'

export const keyOf = ({ conversation, number }: PastCall): string => `${conversation}:${number}`

/** As the server pages them: by when they were stored, which is when they ended. */
const latestFirst: Order<PastCall> = { keyOf, isAfter: (item, other) => item.at < other.at }

/** One's calls as they are by now, in the order in which they began, the latest first. */
export function useCalls(filter: Filter) {
  const sync = useChatSync()
  const version = useChats((state) => `${state.callChanges} ${state.link === 'up'}`)
  const fetchPage = useCallback(
    (after: string | null, signal: AbortSignal) => sync.calls(filter, after, signal),
    [sync, filter],
  )
  const { pages, loadMore, tryAgain } = usePages(fetchPage, latestFirst, version)
  const calls = useMemo(
    () => [...pages.items].sort((a, b) => -a.call.startedAt.localeCompare(b.call.startedAt)),
    [pages.items],
  )
  useSeen(pages.status === 'ready' ? pages.items[0]?.at : undefined)
  return { pages, calls, loadMore, tryAgain }
}

/** What is shown to somebody who looks is no longer counted as missed, on any of their devices. */
function useSeen(latest: string | undefined): void {
  const { api } = useChatSync()
  const hasMissed = useChats((state) => state.missedCalls > 0 && state.link === 'up')
  useEffect(() => {
    if (latest === undefined || !hasMissed) return
    const see = () => {
      if (document.visibilityState === 'visible') void api.callsSeen(latest)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [api, latest, hasMissed])
}
