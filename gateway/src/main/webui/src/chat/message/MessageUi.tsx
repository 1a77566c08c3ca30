import { createContext, use } from 'react'
import type { Chat, Message } from '../store/state'

/** What messages on a screen share: which of them is being edited, and where a reply goes. */
export type MessageUi = {
  chat: Chat
  /** The number of the message that is being edited. */
  editing: number | null
  onEdit: (number: number | null) => void
  /** Null where nobody can reply. */
  onReply: ((message: Message) => void) | null
  /** Shows a message of the conversation, wherever it is in it. */
  onGoTo: (number: number) => void
}

export const MessageUiContext = createContext<MessageUi | null>(null)

/** Only below a conversation or a channel. */
export function useMessageUi(): MessageUi {
  const ui = use(MessageUiContext)
  if (!ui) throw new Error('No conversation is shown here.')
  return ui
}
