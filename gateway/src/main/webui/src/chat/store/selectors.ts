import { isMuted, isPutAway } from '../notify/decide'
import type { Chat, ChatState, Id, Outgoing, Person } from './state'

const none: readonly never[] = []

/** Whether it is one of the chats; channels have a place of their own. */
export const isChat = (chat: Chat): boolean => chat.kind !== 'channel'

/** The other person of a direct conversation; one's own account in a conversation with nobody else. */
export const partnerOf = (chat: Chat, me: Id): Id => chat.memberIds.find((id) => id !== me) ?? me

/** The other person of a direct conversation; null in other conversations. */
export const partner = (state: ChatState, id: Id): Person | null => {
  const chat = state.chats[id]
  return (chat?.kind === 'direct' && state.people[partnerOf(chat, state.me)]) || null
}

/** The other people of a conversation that tells its people: of a direct one or a group. */
export function othersOf(state: ChatState, id: Id): readonly Person[] {
  const others = (state.chats[id]?.memberIds ?? []).filter((member) => member !== state.me)
  return others.flatMap((member) => state.people[member] ?? [])
}

export const outgoingOf = (state: ChatState, id: Id): readonly Outgoing[] =>
  state.outgoing[id] ?? none

/** Whether somebody else types in the conversation. */
export const isTyping = (state: ChatState, id: Id): boolean =>
  Object.keys(state.typing[id] ?? {}).length > 0

/** Whether something unread in it is to be counted where all of it is; what is muted or put away is not. */
const calls = (chat: Chat, now: Date): boolean =>
  chat.unread > 0 && !isMuted(chat.notifications, now) && !isPutAway(chat, now)

export const hasUnreadChannel = (state: ChatState, now: Date): boolean =>
  Object.values(state.chats).some((chat) => !isChat(chat) && calls(chat, now))

export const unreadChats = (state: ChatState, now: Date): number =>
  Object.values(state.chats).filter((chat) => isChat(chat) && calls(chat, now)).length

/** When something last happened in it, in milliseconds since the epoch: what the list is ordered by. */
export function latestAt(chat: Chat, outgoing: readonly Outgoing[]): number {
  const stored = Date.parse(chat.lastMessage?.sentAt ?? chat.createdAt)
  return Math.max(stored, outgoing.at(-1)?.queuedAt ?? 0)
}

/**
 * Ids of the conversations, favourites first, then the latest. A selector that keeps its answer while the order stays the same, so that
 * typing, presence and messages in the topmost chat do not render the whole list.
 */
export function orderSelector(): (state: ChatState) => readonly Id[] {
  let chats: ChatState['chats'] | null = null
  let outgoing: ChatState['outgoing'] | null = null
  let order: readonly Id[] = none
  return (state) => {
    if (state.chats === chats && state.outgoing === outgoing) return order
    chats = state.chats
    outgoing = state.outgoing
    const keyed = Object.values(state.chats)
      .filter(isChat)
      .map((chat) => ({
        id: chat.id,
        isFirst: chat.notifications.favourite ? 1 : 0,
        at: latestAt(chat, outgoingOf(state, chat.id)),
      }))
    keyed.sort((a, b) => b.isFirst - a.isFirst || b.at - a.at || (a.id < b.id ? 1 : -1))
    const next = keyed.map(({ id }) => id)
    if (next.length !== order.length || next.some((id, i) => id !== order[i])) order = next
    return order
  }
}
