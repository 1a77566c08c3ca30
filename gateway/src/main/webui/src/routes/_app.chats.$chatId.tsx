import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

/** `m` is the number of a message to jump to. */
type Search = { m?: number }

export const Route = createFileRoute('/_app/chats/$chatId')({
  validateSearch: ({ m }): Search =>
    Number.isSafeInteger(Number(m)) && Number(m) > 0 ? { m: Number(m) } : {},
  component: lazyRouteComponent(() => import('../pages/conversation'), 'ConversationPage'),
})
