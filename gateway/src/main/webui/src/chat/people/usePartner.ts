import { useEffect } from 'react'
import { useChatSync, useChats } from '../ChatContext'
import { partner } from '../store/selectors'
import type { Person } from '../store/state'

/** The other person of a direct conversation, which is fetched if it was not heard of yet; null until then. */
export function usePartner(conversation: string): Person | null {
  const { dispatch } = useChatSync()
  const isKnown = useChats((state) => conversation in state.chats)
  const isUp = useChats((state) => state.link === 'up')
  useEffect(() => {
    if (isUp && !isKnown) dispatch({ type: 'sought', conversation })
  }, [dispatch, conversation, isKnown, isUp])
  return useChats((state) => partner(state, conversation))
}
