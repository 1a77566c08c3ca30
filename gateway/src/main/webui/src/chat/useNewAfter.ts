import { useEffect, useRef, useState } from 'react'
import { useChatSync } from './ChatContext'
import type { Chat } from './store/state'
import { readMarker } from './store/unread'

/**
 * The last message before those that are "new"; null where nothing is. It is settled on opening and stays until the
 * conversation is left, or until all was read and more comes in while nobody looks.
 */
export function useNewAfter(chat: Chat): number | null {
  const { me, store } = useChatSync()
  const { id } = chat
  const [newAfter, setNewAfter] = useState(() => (chat.unread > 0 ? readMarker(chat, me) : null))
  const wasRead = useRef(chat.unread === 0)
  useEffect(() => {
    const settle = () => {
      const now = store.getState().chats[id]
      if (!now) return
      if (now.unread > 0 && wasRead.current) setNewAfter(readMarker(now, me))
      wasRead.current = now.unread === 0
    }
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return settle()
    // what comes into view is measured and read within two frames
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(settle)
    })
    return () => cancelAnimationFrame(frame)
  })
  return newAfter
}
