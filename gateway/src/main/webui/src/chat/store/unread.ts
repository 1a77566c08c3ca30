import { isToBeRead } from './calls'
import { calls } from './mentions'
import type { Chat, Id } from './state'

/** The most that is counted; it stands for "more than 99". */
export const UNREAD_CAP = 100

/** The own marker: what was read here, until the server, who knows of that, tells of a later move; it may go back. */
export function readMarker(chat: Chat, me: Id): number {
  const told = chat.markers[me] ?? 0
  const isKnown = chat.readRevision > chat.readHereAsOf && chat.seenNumber >= chat.readHere
  return isKnown ? told : Math.max(told, chat.readHere)
}

/** The chat with the own marker as it was told, unless a later move of it is known. */
export function marked(
  chat: Chat,
  me: Id,
  told: { number: number; seenNumber: number; readRevision: number },
): Chat {
  if (told.readRevision <= chat.readRevision) return chat
  const { number, ...move } = told
  return { ...chat, ...move, markers: { ...chat.markers, [me]: number } }
}

/** Other people's messages after the own marker, and those of them that call one. */
export type Counts = { unread: number; mentions: number }

export const countsOf = ({ unread, mentions }: Counts): Counts => ({ unread, mentions })

/** What is unread, when what is loaded is enough to tell; null otherwise. */
export function countUnread(chat: Chat, me: Id): Counts | null {
  const marker = readMarker(chat, me)
  if (marker >= chat.lastNumber) return { unread: 0, mentions: 0 }
  // an edit that is missing may call one
  if (chat.knownChange < chat.lastChange) return null
  const messages = chat.log?.messages
  const first = messages?.[0]
  const last = messages?.at(-1)
  if (!messages || !first || !last || first.number > marker + 1 || last.number < chat.lastNumber)
    return null
  let unread = 0
  let mentions = 0
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i]
    if (!message || message.number <= marker) break
    if (message.sender !== me && isToBeRead(message)) unread++
    if (calls(message, me)) mentions++
  }
  return { unread: Math.min(UNREAD_CAP, unread), mentions: Math.min(UNREAD_CAP, mentions) }
}
