import { createFileRoute, Outlet } from '@tanstack/react-router'
import { requireSignedIn } from '../account'
import { ChatProvider } from '../chat'
import { Shell } from '../shell/Shell'

/** Everything for those who are signed in. Their chats go on whatever screen is shown. */
export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) =>
    requireSignedIn(context.session.store.getState(), location.href),
  component: App,
})

function App() {
  return (
    <ChatProvider>
      <Shell>
        <Outlet />
      </Shell>
    </ChatProvider>
  )
}
