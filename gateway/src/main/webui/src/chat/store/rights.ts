import type { Chat, Id, Message, Role } from './state'

/** What the contract says of who may do what in a channel: shown is only what the server would do. */

export const isArchived = (chat: Chat): boolean => (chat.channel?.archivedAt ?? null) !== null

/** Whether one runs the channel: renames it, lets people in and out, invites. */
export const runs = (role: Role): boolean => role === 'owner' || role === 'teacher'

export const mayPost = (chat: Chat): boolean =>
  !isArchived(chat) &&
  (runs(chat.role) || (chat.role === 'member' && chat.channel?.announcementsOnly === false))

export const mayRun = (chat: Chat): boolean => runs(chat.role) && !isArchived(chat)

/** The roles that one may give: an owner every one, a teacher those below their own. */
export const rolesGiven = (role: Role): readonly Role[] => {
  switch (role) {
    case 'owner':
      return ['owner', 'teacher', 'member', 'guest']
    case 'teacher':
      return ['member', 'guest']
    case 'member':
    case 'guest':
      return []
    default:
      return role satisfies never
  }
}

/** Whether one may give somebody of this role another. */
export const mayReseat = (chat: Chat, role: Role): boolean =>
  !isArchived(chat) && rolesGiven(chat.role).includes(role)

/** Whether one may remove somebody of this role: in an archived channel too. */
export const mayRemove = (chat: Chat, role: Role): boolean => rolesGiven(chat.role).includes(role)

/** Whether anything may become of what is written in it. What is left of a call nobody has written. */
const isAlive = (chat: Chat, message: Message): boolean =>
  !isArchived(chat) && message.deletedAt === undefined && message.call === undefined

/** Whether more may be said of it, by either side. */
const isOpen = (chat: Chat, message: Message): boolean =>
  isAlive(chat, message) && chat.closed === null

export const mayReact = isOpen

export const mayReply = (chat: Chat, message: Message): boolean =>
  isOpen(chat, message) && chat.kind !== 'channel'

export const mayEdit = (chat: Chat, message: Message, me: Id): boolean =>
  // nobody puts words into somebody else's mouth
  isOpen(chat, message) && message.sender === me && message.forwarded === undefined

/** Whether it may be sent on, from an archived channel too. */
export const mayForward = (message: Message): boolean =>
  message.deletedAt === undefined && message.call === undefined

/** Whether one may report it to those who answer for the conversation. */
export const mayReport = (message: Message, me: Id): boolean =>
  mayForward(message) && message.sender !== me

export const mayDelete = (chat: Chat, message: Message, me: Id): boolean =>
  isAlive(chat, message) && (message.sender === me || (chat.kind === 'channel' && runs(chat.role)))

export const mayPin = (chat: Chat, message: Message): boolean =>
  isOpen(chat, message) && (chat.kind !== 'channel' || runs(chat.role))

/** Whether one may switch the comments on a post on or off. */
export const maySwitchComments = (chat: Chat, message: Message, me: Id): boolean =>
  message.title !== undefined &&
  isAlive(chat, message) &&
  (message.sender === me || runs(chat.role))

/** Whether one may call everybody: who does so in a channel calls thousands. */
export const mayCallEverybody = (chat: Chat): boolean =>
  chat.kind === 'group' || (chat.kind === 'channel' && runs(chat.role))
