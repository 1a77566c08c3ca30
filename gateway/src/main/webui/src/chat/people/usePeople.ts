import { useEffect, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import type { PersonFound } from '../api'
import { useChatSync } from '../ChatContext'

/** Somebody types faster than this; each pause is one request. */
const PAUSE_MS = 250

export type Finding =
  | { status: 'idle' }
  | { status: 'searching'; people: readonly PersonFound[] }
  | { status: 'found'; people: readonly PersonFound[] }
  | { status: 'failed'; problem: Problem }

/** Those whom one may find by what is typed; another `attempt` asks the same again. */
export function usePeople(typed: string, attempt: number): Finding {
  const { api } = useChatSync()
  const [search, setSearch] = useState<Finding>({ status: 'idle' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (typed === '') return setSearch({ status: 'idle' })
    setSearch((before) => ({
      status: 'searching',
      people: 'people' in before ? before.people : [],
    }))
    const aborted = new AbortController()
    const ask = async () => {
      const answer = await api.people(typed, aborted.signal)
      if (aborted.signal.aborted) return
      setSearch(
        answer.ok
          ? { status: 'found', people: answer.value }
          : { status: 'failed', problem: answer.problem },
      )
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [api, typed, attempt])
  return search
}
