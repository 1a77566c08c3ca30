import { decoder } from '../../shared/net/frames'
import type { Schemas } from '../../shared/net/schema'
import type {
  ActivityChanged,
  BlocksChanged,
  Changed,
  ConversationChanged,
  ConversationLeft,
  ConversationNotificationsChanged,
  ConversationOpened,
  MemberChanged,
  MessageChanged,
  MessageSent,
  MessagesChanged,
  NotificationSettingsChanged,
  PresenceChanged,
  ProfileChanged,
  ReactionChanged,
  Read,
  Command as RefCommand,
  ReportsChanged,
  Resumed,
  Sent,
  Typing,
} from './frames.gen'
import schemas from './schemas.gen.json'

export type {
  Activity,
  Conversation,
  ConversationNotifications,
  Member,
  Message,
  MessageFile,
  Resumed,
  Sent,
} from './frames.gen'

type WithoutRef<C> = C extends unknown ? Omit<C, 'ref'> : never

/** What the chat client asks for; the socket numbers it, and sees to pings and tokens itself. */
export type Command = WithoutRef<Exclude<RefCommand, { type: 'ping' | 'session.refresh' }>>

export type ChatEvent =
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

export type Result = Sent | Changed | Resumed

/** The schema of each event. */
const EVENTS = [
  'MessageSent',
  'MessageChanged',
  'ReactionChanged',
  'MessagesChanged',
  'ConversationOpened',
  'ConversationChanged',
  'ConversationLeft',
  'MemberChanged',
  'Typing',
  'Read',
  'PresenceChanged',
  'ProfileChanged',
  'ActivityChanged',
  'BlocksChanged',
  'ConversationNotificationsChanged',
  'NotificationSettingsChanged',
  'ReportsChanged',
] as const

/** The frame in a text; null if it is none of those the contract lists. */
export const decode = decoder<Result, ChatEvent>(schemas as Schemas, ['Ok'], EVENTS)
