import type { Id, Message } from './state'

/** Of two versions of a message the later. Of the same version, the other: an answer has all of it, an event may not. */
export const newer = (known: Message, other: Message): Message =>
  other.change >= known.change ? other : known

/** Every message of the list as `become` makes it; the same list if it makes nothing else of any. */
export function mapped(
  messages: readonly Message[],
  become: (message: Message) => Message,
): readonly Message[] {
  const next = messages.map(become)
  return next.some((message, i) => message !== messages[i]) ? next : messages
}

/** The message as an event tells it: without its reactions, which are as they were, or gone with a message deleted. */
export function retold(known: Message, told: Message): Message {
  return known.reactions === undefined || told.deletedAt !== undefined
    ? told
    : { ...told, reactions: known.reactions }
}

/** The message with the reactions that an event tells. Whose is one's own it cannot say, only whose came or went. */
export function reacted(
  known: Message,
  told: {
    change: number
    account: Id
    emoji: string
    present: boolean
    reactions: readonly { emoji: string; count: number }[]
  },
  me: Id,
): Message {
  const { reactions: before = [], ...message } = known
  const isMine = (emoji: string): boolean =>
    told.account === me && emoji === told.emoji
      ? told.present
      : before.some((reaction) => reaction.emoji === emoji && reaction.mine)
  const reactions = told.reactions.map(({ emoji, count }) => ({
    emoji,
    count,
    mine: isMine(emoji),
  }))
  return { ...message, change: told.change, ...(reactions.length > 0 ? { reactions } : {}) }
}
