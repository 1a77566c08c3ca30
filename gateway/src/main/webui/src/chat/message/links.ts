import type { Chat, Id } from '../store/state'

/** Where a message is shown, or without one its conversation, as the router has it. */
export function placeOf(
  { id, kind }: Pick<Chat, 'id' | 'kind'>,
  message: { number: number; post?: number | null } | null,
) {
  if (kind !== 'channel')
    return {
      to: '/chats/$chatId',
      params: { chatId: id },
      search: message ? { m: message.number } : {},
    } as const
  if (message === null) return { to: '/channels/$channelId', params: { channelId: id } } as const
  const isComment = typeof message.post === 'number'
  return {
    to: '/channels/$channelId/$post',
    params: { channelId: id, post: String(isComment ? message.post : message.number) },
    search: isComment ? { comment: message.number } : {},
  } as const
}

export type Place = ReturnType<typeof placeOf>

/** What Activity tells of. */
type Told = {
  kind: string
  conversation: Id
  number: number
  post: number | null
  title: string | null
}

/** Where something of Activity is shown. One may be told of a conversation before it is known. */
export function placeOfTold(chat: Chat | undefined, item: Told): Place {
  const isAdded = item.kind === 'added'
  const looksLikeChannel = isAdded || item.title !== null || item.post !== null
  const kind = chat?.kind ?? (looksLikeChannel ? 'channel' : 'direct')
  return placeOf({ id: item.conversation, kind }, isAdded ? null : item)
}
