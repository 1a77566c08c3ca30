import { useState } from 'react'
import { useChatSync, useChats } from '../ChatContext'
import type { Id } from '../store/state'
import { useDoing } from './useDoing'

/** Whether one has blocked a person, and how that changes: it is asked once, and taken back without a question. */
export function useBlocking(person: Id) {
  const { api } = useChatSync()
  const isBlocked = useChats((state) => state.blocked[person] === true)
  const [isAsking, setAsking] = useState(false)
  const { run, isPending, problem } = useDoing()
  const block = async () => {
    const answer = await run(() => api.block(person))
    if (answer?.ok) setAsking(false)
  }
  return {
    isBlocked,
    isAsking,
    isPending,
    problem,
    ask: () => setAsking(true),
    cancel: () => setAsking(false),
    block: () => void block(),
    unblock: () => void run(() => api.unblock(person)),
  }
}

export type Blocking = ReturnType<typeof useBlocking>
