import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useChatSync } from '../ChatContext'
import { useTitleOf } from '../people/useTitle'
import type { Id } from '../store/state'
import { placeOf, written } from './query'

/** Opens the search in the conversation that is on the screen: by the returned function, and by Ctrl or ⌘ with F. */
export function useFindHere(id: Id): () => void {
  const { store } = useChatSync()
  const navigate = useNavigate()
  const titleOf = useTitleOf()
  const find = useCallback(() => {
    const state = store.getState()
    const chat = state.chats[id]
    if (!chat) return
    // a space behind it: words can be typed at once
    const q = `${written('in', placeOf(chat, titleOf(state, id)))} `
    void navigate({ to: '/search', search: { q } })
  }, [store, navigate, titleOf, id])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.key.toLowerCase() !== 'f' || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      find()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [find])
  return find
}
