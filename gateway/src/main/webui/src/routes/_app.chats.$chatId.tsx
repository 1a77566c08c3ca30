import { createFileRoute } from '@tanstack/react-router'
import { Conversation } from '../chat'

/** `m` is the number of a message to jump to. */
type Search = { m?: number }

export const Route = createFileRoute('/_app/chats/$chatId')({
  validateSearch: ({ m }): Search =>
    Number.isSafeInteger(Number(m)) && Number(m) > 0 ? { m: Number(m) } : {},
  component: OpenChat,
})

function OpenChat() {
  const { chatId } = Route.useParams()
  const { m } = Route.useSearch()
  return <Conversation key={chatId} id={chatId} jumpTo={m ?? null} />
}
