import { useCallback } from 'react'
import { usePages } from '../../shared/pages/usePages'
import { useChatSync, useChats } from '../ChatContext'
import { latestFirst } from './items'

/** Activity as it is by now: asked for again whenever the server tells that something of it is another. */
export function useActivity() {
  const sync = useChatSync()
  const version = useChats((state) => `${state.activityChanges} ${state.link === 'up'}`)
  const fetchPage = useCallback((after: string | null) => sync.activity(after), [sync])
  return usePages(fetchPage, latestFirst, version)
}
