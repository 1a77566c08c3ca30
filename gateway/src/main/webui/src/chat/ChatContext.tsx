import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { ChatState } from './store/state'
import type { ChatSync } from './sync'

export const ChatContext = createContext<ChatSync | null>(null)

/** The person's chats; only below the part of the app that needs a signed-in person. */
export function useChatSync(): ChatSync {
  const sync = use(ChatContext)
  if (!sync) throw new Error('No chats here: nobody is signed in.')
  return sync
}

/** A slice of the chats. Select the smallest that is needed, and one that stays the same object while nothing changed. */
export const useChats = <T,>(select: (state: ChatState) => T): T =>
  useStore(useChatSync().store, select)
