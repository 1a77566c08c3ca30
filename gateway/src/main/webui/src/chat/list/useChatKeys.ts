import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { begin } from '../dialogs'
import { isPutAway } from '../notify/decide'
import { orderSelector } from '../store/selectors'
import type { ChatSync } from '../sync'

/** Alt+↑/↓ goes to the chat before or after, with Shift to the unread one; Ctrl+Alt+N starts a new one. From any screen. */
export function useChatKeys(sync: ChatSync | null): void {
  const openId = useParams({ strict: false, select: ({ chatId }) => chatId ?? null })
  const navigate = useNavigate()
  useEffect(() => {
    if (!sync) return
    const order = orderSelector()
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.isComposing) return
      if (event.code === 'KeyN' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        begin('chat')
        return
      }
      if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.ctrlKey || event.metaKey)
        return
      event.preventDefault()
      const state = sync.store.getState()
      const now = new Date()
      const ids = order(state).filter((id) => {
        const chat = state.chats[id]
        return id === openId || (chat !== undefined && !isPutAway(chat, now))
      })
      const step = event.key === 'ArrowUp' ? -1 : 1
      const here = openId === null ? (step === 1 ? -1 : ids.length) : ids.indexOf(openId)
      const way = step === 1 ? ids.slice(here + 1) : ids.slice(0, Math.max(0, here)).reverse()
      const next = event.shiftKey ? way.find((id) => (state.chats[id]?.unread ?? 0) > 0) : way[0]
      if (next !== undefined) void navigate({ to: '/chats/$chatId', params: { chatId: next } })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [sync, navigate, openId])
}
