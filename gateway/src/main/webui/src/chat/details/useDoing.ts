import { useState } from 'react'
import type { Answer, Problem } from '../../shared/net/problem'

type Doing = { status: 'no' } | { status: 'pending' } | { status: 'failed'; problem: Problem }

/** A request that a button makes: one at a time, and what became of it. */
export function useDoing() {
  const [doing, setDoing] = useState<Doing>({ status: 'no' })
  const run = async <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T> | null> => {
    if (doing.status === 'pending') return null
    setDoing({ status: 'pending' })
    const answer = await ask()
    setDoing(answer.ok ? { status: 'no' } : { status: 'failed', problem: answer.problem })
    return answer
  }
  return {
    run,
    isPending: doing.status === 'pending',
    problem: doing.status === 'failed' ? doing.problem : null,
    forget: () => setDoing({ status: 'no' }),
  }
}
