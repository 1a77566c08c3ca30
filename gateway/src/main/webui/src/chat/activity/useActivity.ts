import { usePages } from '../../shared/pages/usePages'
import { useChatSync, useChats } from '../ChatContext'
import { latestFirst } from './items'

/** Activity as it is by now: asked for again whenever the server tells that something of it is another. */
export function useActivity() {
  const { api } = useChatSync()
  const version = useChats((state) => `${state.activityChanges} ${state.link === 'up'}`)
  return usePages(api.activity, latestFirst, version)
}
