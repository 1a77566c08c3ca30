import type { Chat, Message } from '../store/state'

/** Where a message is shown, as the router has it. */
export function placeOf(chat: Chat, message: Pick<Message, 'number' | 'post'>) {
  if (chat.kind !== 'channel')
    return {
      to: '/chats/$chatId',
      params: { chatId: chat.id },
      search: { m: message.number },
    } as const
  const post = message.post ?? message.number
  return {
    to: '/channels/$channelId/$post',
    params: { channelId: chat.id, post: String(post) },
    search: message.post === undefined ? {} : { comment: message.number },
  } as const
}
