import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/chats')({
  component: lazyRouteComponent(() => import('../pages/signedIn'), 'ChatsPage'),
})
