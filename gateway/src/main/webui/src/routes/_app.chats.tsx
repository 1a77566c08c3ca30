import { createFileRoute, Outlet, useParams } from '@tanstack/react-router'
import { ChatsScreen } from '../chat'

export const Route = createFileRoute('/_app/chats')({ component: Chats })

function Chats() {
  const openId = useParams({ strict: false, select: ({ chatId }) => chatId ?? null })
  return (
    <ChatsScreen openId={openId}>
      <Outlet />
    </ChatsScreen>
  )
}
