// Generated from chat-service/src/main/resources/META-INF/asyncapi/chat.json by "npm run generate".

export type Frames = Command | Frame
export type Command =
  | SendMessage
  | SendPost
  | SendComment
  | ForwardMessage
  | EditMessage
  | DeleteMessage
  | SetReaction
  | SetPin
  | SetComments
  | SetTyping
  | MarkRead
  | MarkUnread
  | SetPresence
  | WatchPresence
  | Resume
  | RefreshSession
  | Ping
/**
 * Chosen by the client, repeated in the answer to the command.
 */
export type Ref = number
/**
 * A UUIDv7 in lower case.
 */
export type Id = string
/**
 * 1 to 200 characters in one line.
 */
export type Title = string
/**
 * A video or sound of the same channel, or a video of YouTube.
 */
export type Media =
  | {
      kind: 'file'
      file: Id
    }
  | {
      kind: 'youtube'
      video: string
    }
/**
 * A message's place in its conversation: 1, 2, 3, … without gaps.
 */
export type MessageNumber = number
/**
 * One emoji, fully-qualified.
 */
export type Emoji = string
/**
 * Opaque: what the server last gave out.
 */
export type Cursor = string
export type Frame =
  | Hello
  | MessageSent
  | MessageChanged
  | ReactionChanged
  | MessagesChanged
  | ConversationOpened
  | ConversationChanged
  | ConversationLeft
  | MemberChanged
  | Typing
  | Read
  | PresenceChanged
  | ProfileChanged
  | ActivityChanged
  | BlocksChanged
  | ConversationNotificationsChanged
  | NotificationSettingsChanged
  | ReportsChanged
  | Ok
  | Error
/**
 * RFC 3339 with Z.
 */
export type Instant = string
/**
 * Counts the changes of a conversation's messages: 1, 2, 3, … without gaps. Of a message: the one that changed it last; 0 if none did.
 */
export type ChangeNumber = number
/**
 * Of a channel, and of a group if it was given one.
 */
export type ConversationName = string | null
export type ChannelOrNull = Channel | null
/**
 * Outside a channel everybody is a member.
 */
export type Role = 'owner' | 'teacher' | 'member' | 'guest'
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
 * Counts the changes of a conversation's members, roles, name and settings.
 */
export type Revision = number
/**
 * Of the last move of one's own read marker: of two markers that are told the one with the higher holds.
 */
export type ReadRevision = number
/**
 * Why nothing can be written in a direct conversation: the caller has blocked the other, or the other is not to be reached. Not there where everything can.
 */
export type Closed = 'blocked' | 'unavailable'
export type TimeOfDay = string

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
   * Markdown, 1 to 16,384 bytes of UTF-8; no NUL, no lone surrogate. May be empty where there are files.
   */
  text: string
  /**
   * The number of the message that is answered.
   */
  replyTo?: number | null
  /**
   * The sender's own, finished and sent with no other message.
   *
   * @maxItems 10
   */
  files?: Id[]
}
/**
 * Store and deliver a post of a channel. As message.send.
 */
export interface SendPost {
  type: 'post.send'
  ref: Ref
  conversation: Id
  /**
   * Names this send for ever, among all of the sender's.
   */
  clientId: string
  title: Title
  commentsAllowed: boolean
  /**
   * Markdown, 1 to 16,384 bytes of UTF-8; no NUL, no lone surrogate. May be empty where there are files.
   */
  text: string
  moment?: Moment
  /**
   * The sender's own, finished and sent with no other message.
   *
   * @maxItems 10
   */
  files?: Id[]
}
/**
 * A time in something that is played.
 */
export interface Moment {
  media: Media
  /**
   * Milliseconds from its beginning.
   */
  position: number
}
/**
 * Store and deliver a comment on a post of a channel. As message.send.
 */
export interface SendComment {
  type: 'comment.send'
  ref: Ref
  conversation: Id
  /**
   * Names this send for ever, among all of the sender's.
   */
  clientId: string
  post: MessageNumber
  /**
   * The number of the comment that is answered.
   */
  replyTo?: number | null
  /**
   * Markdown, 1 to 16,384 bytes of UTF-8; no NUL, no lone surrogate. May be empty where there are files.
   */
  text: string
  moment?: Moment
  /**
   * The sender's own, finished and sent with no other message.
   *
   * @maxItems 10
   */
  files?: Id[]
}
/**
 * Send on what somebody said elsewhere: its words, copies of its files, and who said it first. As message.send.
 */
export interface ForwardMessage {
  type: 'message.forward'
  ref: Ref
  conversation: Id
  /**
   * Names this send for ever, among all of the sender's.
   */
  clientId: string
  from: Id
  /**
   * Of the message there.
   */
  number: number
  title?: Title
}
/**
 * The text of a message, and the title of a post, are others from now on. The same clientId again gets the first answer again, and does not undo a later edit.
 */
export interface EditMessage {
  type: 'message.edit'
  ref: Ref
  conversation: Id
  number: MessageNumber
  /**
   * Names this edit for ever, among those of the message.
   */
  clientId: string
  /**
   * Of a post, and of no other message: 1 to 200 characters in one line.
   */
  title?: string | null
  /**
   * Markdown, 1 to 16,384 bytes of UTF-8; no NUL, no lone surrogate.
   */
  text: string
}
/**
 * A message is gone, but for its place. Again and again.
 */
export interface DeleteMessage {
  type: 'message.delete'
  ref: Ref
  conversation: Id
  number: MessageNumber
}
/**
 * One's reaction to a message is there, or is not. Again and again.
 */
export interface SetReaction {
  type: 'reaction.set'
  ref: Ref
  conversation: Id
  number: MessageNumber
  emoji: Emoji
  present: boolean
}
/**
 * A message is pinned, or is not. Again and again.
 */
export interface SetPin {
  type: 'pin.set'
  ref: Ref
  conversation: Id
  number: MessageNumber
  present: boolean
}
/**
 * A post takes comments, or takes no more of them. Again and again.
 */
export interface SetComments {
  type: 'comments.set'
  ref: Ref
  conversation: Id
  number: MessageNumber
  allowed: boolean
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
 * Everything up to number has been read. It moves the marker forward only.
 */
export interface MarkRead {
  type: 'read'
  ref: Ref
  conversation: Id
  number: MessageNumber
}
/**
 * The last message of somebody else is to be unread again.
 */
export interface MarkUnread {
  type: 'unread'
  ref: Ref
  conversation: Id
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
 * Whom the client shows by now, in place of whom it showed before.
 */
export interface WatchPresence {
  type: 'presence.watch'
  ref: Ref
  /**
   * @maxItems 100
   */
  accounts: Id[]
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
 * A stored message, as it is by its change.
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
   * Markdown; empty if the message is deleted, and perhaps if it was sent with files. <@id> mentions somebody, <@channel> everybody.
   */
  text: string
  sentAt: Instant
  /**
   * There if the message is a post; empty if it is deleted.
   */
  title?: string
  /**
   * There if the message is a post: whether it takes comments.
   */
  commentsAllowed?: boolean
  post?: MessageNumber
  replyTo?: MessageNumber
  moment?: Moment
  call?: CallCard
  forwarded?: Forwarded
  change: ChangeNumber
  editedAt?: Instant
  deletedAt?: Instant
  deletedBy?: Id
  pinnedAt?: Instant
  pinnedBy?: Id
  /**
   * In the order of their first use; not there without any. The messages of message.sent and message.changed never have them: there they are as they were, or gone if it is deleted.
   */
  reactions?: Reaction[]
  /**
   * Sent with the message, in their order; not there without any.
   */
  files?: MessageFile[]
}
/**
 * A call that is over.
 */
export interface CallCard {
  id: Id
  /**
   * Whether it was begun as a video call.
   */
  video: boolean
  startedAt: Instant
  answeredAt?: Instant
  endedAt: Instant
  ending: 'hung-up' | 'lost' | 'cancelled' | 'declined' | 'unanswered' | 'busy'
}
/**
 * Who said something first, and when.
 */
export interface Forwarded {
  sender: Id
  sentAt: Instant
  /**
   * Of a post.
   */
  title?: string
}
export interface Reaction {
  emoji: Emoji
  count: number
  /**
   * Whether one's own is among them.
   */
  mine: boolean
}
/**
 * What a message says of a file. It never changes.
 */
export interface MessageFile {
  id: Id
  name: string
  /**
   * IANA media type, by what the bytes are.
   */
  type: string
  bytes: number
  /**
   * There for a picture that has previews.
   */
  width?: number
  /**
   * As width.
   */
  height?: number
  /**
   * ThumbHash in Base64. As width.
   */
  placeholder?: string
}
/**
 * A message was edited, deleted, pinned or unpinned. What is not newer than what is known of the message is dropped; a client that sees a change skipped asks for the changes after the last it knows.
 */
export interface MessageChanged {
  type: 'message.changed'
  conversation: Id
  change: ChangeNumber
  message: Message
}
/**
 * Somebody, perhaps oneself, reacted to a message or took it back. Numbered and dropped as message.changed.
 */
export interface ReactionChanged {
  type: 'reaction.changed'
  conversation: Id
  change: ChangeNumber
  number: MessageNumber
  account: Id
  emoji: Emoji
  /**
   * Whether the account's reaction is there now.
   */
  present: boolean
  /**
   * All that the message has now, in the order of their first use.
   */
  reactions: {
    emoji: Emoji
    count: number
  }[]
}
/**
 * Messages were changed, up to a change: a client that knows of fewer asks for the others.
 */
export interface MessagesChanged {
  type: 'messages.changed'
  conversation: Id
  lastChange: ChangeNumber
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
  kind: 'direct' | 'group' | 'channel'
  name: ConversationName
  channel: ChannelOrNull
  role: Role
  /**
   * The caller included; empty for a channel.
   */
  members: Member[]
  memberCount: number
  revision: Revision
  firstNumber: MessageNumber
  /**
   * Number of the latest message; 0 when there is none.
   */
  lastNumber: number
  lastChange: ChangeNumber
  lastMessage: Message | null
  readNumber: ReadNumber
  seenNumber: ReadNumber
  readRevision: ReadRevision
  /**
   * Other people's messages after readNumber: exact up to 99, 100 means more.
   */
  unread: number
  /**
   * Those of them that mention the caller or everybody, counted likewise.
   */
  mentions: number
  notifications: ConversationNotifications
  createdAt: Instant
  closed?: Closed
}
/**
 * What only channels have.
 */
export interface Channel {
  description: string
  /**
   * Whether whoever has an account may join.
   */
  access: 'open' | 'private'
  /**
   * Whether only owners and teachers post.
   */
  announcementsOnly: boolean
  archivedAt: Instant | null
}
export interface Member {
  id: Id
  name: Name
  status: Status
  photo: Photo
  deleted?: Deleted
  /**
   * Null for somebody who does not share it, and to somebody who does not.
   */
  readNumber: ReadNumber | null
  presence: Presence
  /**
   * When the last socket of the account closed; null while one is open, or if there never was one.
   */
  lastSeenAt: Instant | null
}
/**
 * Of what in a conversation one wants to be notified; one's devices decide by it.
 */
export interface ConversationNotifications {
  /**
   * Of all messages, or of those that mention one or answer what one wrote.
   */
  level: 'all' | 'mentions' | 'nothing'
  mute: {
    /**
     * null for good
     */
    until: Instant | null
  } | null
  favourite: boolean
  /**
   * Put away as long as it has no message after this one, or is muted; null while it is not.
   */
  archivedUpTo: number | null
}
/**
 * A conversation has another name or other settings.
 */
export interface ConversationChanged {
  type: 'conversation.changed'
  conversation: Id
  revision: Revision
  name: ConversationName
  channel: ChannelOrNull
  closed?: Closed
}
/**
 * One is no longer in a conversation: all of it is dropped.
 */
export interface ConversationLeft {
  type: 'conversation.left'
  conversation: Id
  revision: Revision
}
/**
 * Somebody, perhaps oneself, came in, left, or has another role. What is not newer than what is known of them is dropped.
 */
export interface MemberChanged {
  type: 'member.changed'
  conversation: Id
  revision: Revision
  account: Id
  memberCount: number
  /**
   * Null for somebody who is no longer in it.
   */
  role: Role | null
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
 * A read marker moved. May come late: of one's own the higher readRevision holds; others' never go back.
 */
export interface Read {
  type: 'read'
  conversation: Id
  account: Id
  number: ReadNumber
  seenNumber?: ReadNumber
  readRevision?: ReadRevision
  /**
   * Only when the marker is one's own.
   */
  unread?: number
  /**
   * Only when the marker is one's own: those of them that mention one, or everybody.
   */
  mentions?: number
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
 * How much of what concerns one is unread by now, how many calls one missed, and what may be new.
 */
export interface ActivityChanged {
  type: 'activity'
  unread: number
  /**
   * Since one last looked at the list of calls, on whatever device.
   */
  missedCalls: number
  /**
   * What concerns one by name; that a message mentions everybody it says itself.
   */
  items: Activity[]
}
/**
 * Something that concerns one.
 */
export interface Activity {
  kind: 'mention' | 'comment' | 'reply' | 'reaction' | 'call' | 'added'
  conversation: Id
  name: ConversationName
  /**
   * The message's; 0 if it is about none.
   */
  number: number
  /**
   * Of a comment: the number of its post.
   */
  post: MessageNumber | null
  at: Instant
  unread: boolean
  /**
   * Of the post.
   */
  title: string | null
  /**
   * What the message begins with.
   */
  text: string
  /**
   * Who did it, the latest first.
   *
   * @minItems 1
   * @maxItems 3
   */
  people: Actor[]
  /**
   * How many people did it.
   */
  count: number
  emoji: Emoji[]
  call?: CallCard
}
/**
 * Somebody who did something.
 */
export interface Actor {
  id: Id
  name: Name
  photo: Photo
  deleted?: Deleted
}
/**
 * Whom one has blocked, after hello and whenever that is another.
 */
export interface BlocksChanged {
  type: 'blocks'
  /**
   * All of them.
   */
  accounts: Id[]
}
/**
 * One chose, perhaps on another device, of what in a conversation to be notified.
 */
export interface ConversationNotificationsChanged {
  type: 'conversation.notifications'
  conversation: Id
  notifications: ConversationNotifications
}
/**
 * One chose, perhaps on another device, of what to be notified.
 */
export interface NotificationSettingsChanged {
  type: 'notifications'
  settings: NotificationSettings
}
/**
 * Of what one is notified in all of one's conversations, and when not.
 */
export interface NotificationSettings {
  messages: boolean
  mentions: boolean
  reactions: boolean
  added: boolean
  quietHours: {
    from: TimeOfDay
    to: TimeOfDay
    /**
     * On which they begin, Monday is 1.
     *
     * @minItems 1
     * @maxItems 7
     */
    days: number[]
    /**
     * IANA name.
     */
    zone: string
  } | null
}
/**
 * How many messages that were reported wait for one; after hello only if there are any.
 */
export interface ReportsChanged {
  type: 'reports'
  /**
   * Exact up to 99; 100 means more.
   */
  open: number
}
/**
 * The command was carried out.
 */
export interface Ok {
  type: 'ok'
  ref: Ref
  result?: Sent | Changed | Resumed
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
 * The answer to what changes a message: it is so.
 */
export interface Changed {
  kind: 'changed'
  conversation: Id
  number: MessageNumber
  change: ChangeNumber
}
/**
 * The answer to resume: the conversations in which anything changed.
 */
export interface Resumed {
  kind: 'resumed'
  cursor: Cursor
  conversations: Conversation[]
  /**
   * Those that one is no longer in: all of them is dropped.
   */
  left: Id[]
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
