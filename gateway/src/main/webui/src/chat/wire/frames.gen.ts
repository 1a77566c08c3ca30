// Generated from chat-service/src/main/resources/META-INF/asyncapi/chat.json by "npm run generate".

export type Frames = Command | Frame
export type Command = SendMessage | SetTyping | MarkRead | SetPresence | Resume | RefreshSession | Ping
/**
 * Chosen by the client, repeated in the answer to the command.
 */
export type Ref = number
/**
 * A UUIDv7 in lower case.
 */
export type Id = string
/**
 * A message's place in its conversation: 1, 2, 3, … without gaps.
 */
export type MessageNumber = number
/**
 * Opaque: what the server last gave out.
 */
export type Cursor = string
export type Frame =
  Hello | MessageSent | ConversationOpened | Typing | Read | PresenceChanged | ProfileChanged | Ok | Error
/**
 * RFC 3339 with Z.
 */
export type Instant = string
/**
 * Empty for an account that is deleted.
 */
export type Name = string
/**
 * A line about oneself, at most 100 characters; empty without one.
 */
export type Status = string
/**
 * Names the pictures at /api/users/photos/{photo}/{64|256|1024}.jpg.
 */
export type Photo = string | null
/**
 * There, and true, if the account is gone; what it wrote stays.
 */
export type Deleted = boolean
/**
 * The last message somebody has read; 0 when none.
 */
export type ReadNumber = number
export type Presence = 'online' | 'away' | 'offline'

/**
 * Store and deliver a message. The same clientId again gets the first answer again; with another text it is refused.
 */
export interface SendMessage {
  type: 'message.send'
  ref: Ref
  conversation: Id
  /**
   * Names this send for ever, among all of the sender's.
   */
  clientId: string
  /**
   * Markdown, 1 to 16,384 bytes of UTF-8; no NUL, no lone surrogate.
   */
  text: string
}
/**
 * The sender types or stopped. Ends by itself after 6 s.
 */
export interface SetTyping {
  type: 'typing'
  ref?: Ref
  conversation: Id
  active: boolean
}
/**
 * Everything up to number has been read. A marker never goes back.
 */
export interface MarkRead {
  type: 'read'
  ref: Ref
  conversation: Id
  number: MessageNumber
}
/**
 * Whether the person is at this client.
 */
export interface SetPresence {
  type: 'presence'
  ref: Ref
  state: 'online' | 'away'
}
/**
 * What changed since the cursor?
 */
export interface Resume {
  type: 'resume'
  ref: Ref
  cursor: Cursor
}
/**
 * Carry on with a newer access token of the same account.
 */
export interface RefreshSession {
  type: 'session.refresh'
  ref: Ref
  token: string
}
/**
 * Is anybody there? Answered with ok.
 */
export interface Ping {
  type: 'ping'
  ref: Ref
}
/**
 * The first frame.
 */
export interface Hello {
  type: 'hello'
  account: Id
  /**
   * Send a ping when nothing was sent for this long.
   */
  pingAfterSeconds: number
  /**
   * The longest text of a message, in bytes of UTF-8.
   */
  maxTextBytes: number
}
/**
 * Somebody, perhaps oneself, wrote a message. May come more than once, out of order, and before or after the sender's ok.
 */
export interface MessageSent {
  type: 'message.sent'
  conversation: Id
  message: Message
}
/**
 * A stored message. It never changes.
 */
export interface Message {
  number: MessageNumber
  id: Id
  sender: Id
  /**
   * The sender's own name for the message.
   */
  clientId: string
  /**
   * Markdown.
   */
  text: string
  sentAt: Instant
}
/**
 * One is in a new conversation.
 */
export interface ConversationOpened {
  type: 'conversation.opened'
  conversation: Conversation
}
/**
 * A conversation as one of its members sees it.
 */
export interface Conversation {
  id: Id
  kind: 'direct'
  /**
   * The caller included.
   */
  members: Member[]
  /**
   * Number of the latest message; 0 when there is none.
   */
  lastNumber: number
  lastMessage: Message | null
  readNumber: ReadNumber
  /**
   * Other people's messages after readNumber: exact up to 99, 100 means more.
   */
  unread: number
  createdAt: Instant
}
export interface Member {
  id: Id
  name: Name
  status: Status
  photo: Photo
  deleted?: Deleted
  readNumber: ReadNumber
  presence: Presence
  /**
   * When the last socket of the account closed; null while one is open, or if there never was one.
   */
  lastSeenAt: Instant | null
}
/**
 * Somebody types or stopped; ends by itself after 6 s.
 */
export interface Typing {
  type: 'typing'
  conversation: Id
  account: Id
  active: boolean
}
/**
 * A read marker moved. May come late: a marker never goes back.
 */
export interface Read {
  type: 'read'
  conversation: Id
  account: Id
  number: ReadNumber
  /**
   * Only when the marker is one's own.
   */
  unread?: number
}
/**
 * Somebody came, went or stepped away; after hello, where they are.
 */
export interface PresenceChanged {
  type: 'presence'
  account: Id
  state: Presence
  lastSeenAt: Instant | null
}
/**
 * Somebody changed their name, status or photo, or deleted their account; after hello, what they are.
 */
export interface ProfileChanged {
  type: 'profile'
  account: Id
  name: Name
  status: Status
  photo: Photo
  deleted?: Deleted
}
/**
 * The command was carried out.
 */
export interface Ok {
  type: 'ok'
  ref: Ref
  result?: Sent | Resumed
}
/**
 * The answer to message.send: the message is stored for good.
 */
export interface Sent {
  kind: 'sent'
  conversation: Id
  number: MessageNumber
  id: Id
  sentAt: Instant
}
/**
 * The answer to resume: the conversations in which anything changed.
 */
export interface Resumed {
  kind: 'resumed'
  cursor: Cursor
  conversations: Conversation[]
}
/**
 * The command was refused (RFC 9457 in the form of a frame); without ref, the frame could not be read.
 */
export interface Error {
  type: 'error'
  ref?: Ref
  /**
   * The slug of the problem type urn:homeroom:problem:<slug>.
   */
  problem: string
  title: string
  status: number
  detail: string
  /**
   * Seconds.
   */
  retryAfter?: number
}
