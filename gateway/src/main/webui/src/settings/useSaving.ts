import { useEffect, useState } from 'react'
import type { Answer, Problem } from '../shared/net/problem'

const SAVED_SHOWN_MS = 2_000

export type Saving<Value> =
  | { status: 'idle' }
  | { status: 'saving'; value: Value }
  | { status: 'saved' }
  | { status: 'failed'; problem: Problem; value: Value }

/** One field that is saved by itself; word of success goes away after 2 s, word of failure stays. */
export function useSaving<Value>(save: (value: Value) => Promise<Answer<unknown>>) {
  const [saving, setSaving] = useState<Saving<Value>>({ status: 'idle' })
  useEffect(() => {
    if (saving.status !== 'saved') return
    const timer = setTimeout(() => setSaving({ status: 'idle' }), SAVED_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [saving])
  const start = async (value: Value) => {
    setSaving({ status: 'saving', value })
    const answer = await save(value)
    setSaving(
      answer.ok ? { status: 'saved' } : { status: 'failed', problem: answer.problem, value },
    )
  }
  return {
    saving,
    save: (value: Value) => void start(value),
    /** For what is saved elsewhere and told of here. */
    saved: () => setSaving({ status: 'saved' }),
  }
}
