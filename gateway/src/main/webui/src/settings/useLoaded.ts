import { useEffect, useState } from 'react'
import type { Answer, Problem } from '../shared/net/problem'

export type Loaded<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'failed'; problem: Problem }

/** What a request comes to, asked when the screen is shown. `load` must stay the same function. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<Answer<T>>) {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    const gone = new AbortController()
    void load(gone.signal).then((answer) => {
      if (gone.signal.aborted) return
      setLoaded(
        answer.ok
          ? { status: 'ready', value: answer.value }
          : { status: 'failed', problem: answer.problem },
      )
    })
    return () => gone.abort()
  }, [load, attempt])
  return {
    loaded,
    tryAgain: () => {
      setLoaded({ status: 'loading' })
      setAttempt((count) => count + 1)
    },
    /** Shows what a further request has changed. */
    change: (update: (value: T) => T) =>
      setLoaded((before) =>
        before.status === 'ready' ? { status: 'ready', value: update(before.value) } : before,
      ),
  }
}
