import { useParams, useSearch } from '@tanstack/react-router'
import { Conversation } from '../chat'

export function ConversationPage() {
  const { chatId } = useParams({ from: '/_app/chats/$chatId' })
  const { m } = useSearch({ from: '/_app/chats/$chatId' })
  return <Conversation key={chatId} id={chatId} jumpTo={m ?? null} />
}
