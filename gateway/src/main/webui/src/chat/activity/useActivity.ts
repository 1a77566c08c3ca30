import { useEffect, useState } from 'react'
import { useChatSync, useChats } from '../ChatContext'
import { continued, type Items, refreshed } from './items'

/** Activity as it is by now: asked for again whenever the server tells that something of it is another. */
export function useActivity() {
  const { api } = useChatSync()
  const [items, setItems] = useState<Items>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const changes = useChats((state) => state.activityChanges)
  const isUp = useChats((state) => state.link === 'up')
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them asks again
  useEffect(() => {
    let isGone = false
    void api.activity(null).then((answer) => {
      if (isGone) return
      setItems((before) => {
        if (answer.ok) return refreshed(before, answer.value)
        // what is shown stays; it is asked for again when the line is back
        return before.status === 'ready' ? before : { status: 'failed', problem: answer.problem }
      })
    })
    return () => {
      isGone = true
    }
  }, [api, changes, isUp, attempt])
  const loadMore = async (after: string) => {
    setItems((before) => (before.status === 'ready' ? { ...before, more: 'loading' } : before))
    const answer = await api.activity(after)
    setItems((before) => {
      if (answer.ok) return continued(before, answer.value)
      return before.status === 'ready' ? { ...before, more: 'failed' } : before
    })
  }
  return {
    items,
    loadMore,
    tryAgain: () => {
      setItems({ status: 'loading' })
      setAttempt((count) => count + 1)
    },
  }
}
