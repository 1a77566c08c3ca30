import { useCallback } from 'react'
import { useChatSync } from '../ChatContext'
import { isQuiet } from './decide'

/** Whether the person wants to be left alone at the moment it is asked. */
export function useIsQuiet(): () => boolean {
  const { store } = useChatSync()
  return useCallback(() => {
    const quiet = store.getState().notificationSettings?.quietHours
    return quiet ? isQuiet(quiet, new Date()) : false
  }, [store])
}
