// Fetched together: the frame for those who are signed in, and the list of chats that they start with.
import { Outlet, useParams } from '@tanstack/react-router'
import { CallProvider } from '../call'
import { ChatProvider, ChatsScreen } from '../chat'
import { Shell } from '../shell/Shell'

export { NoChatOpen as NoChatPage } from '../chat'

export function SignedInPage() {
  return (
    <ChatProvider>
      <Shell>
        <Outlet />
      </Shell>
      <CallProvider />
    </ChatProvider>
  )
}

export function ChatsPage() {
  const openId = useParams({ strict: false, select: ({ chatId }) => chatId ?? null })
  return (
    <ChatsScreen openId={openId}>
      <Outlet />
    </ChatsScreen>
  )
}
