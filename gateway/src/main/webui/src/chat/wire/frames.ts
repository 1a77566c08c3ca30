import type { Incoming } from '../../shared/net/socket'
import * as checks from './checks.gen'
import type {
  ActivityChanged,
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
  Resumed,
  Sent,
  Typing,
} from './frames.gen'

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
  | ConversationNotificationsChanged
  | NotificationSettingsChanged

export type Result = Sent | Changed | Resumed

const eventChecks: readonly ((value: unknown) => value is ChatEvent)[] = [
  checks.isMessageSent,
  checks.isMessageChanged,
  checks.isReactionChanged,
  checks.isMessagesChanged,
  checks.isConversationOpened,
  checks.isConversationChanged,
  checks.isConversationLeft,
  checks.isMemberChanged,
  checks.isTyping,
  checks.isRead,
  checks.isPresenceChanged,
  checks.isProfileChanged,
  checks.isActivityChanged,
  checks.isConversationNotificationsChanged,
  checks.isNotificationSettingsChanged,
]

/** The frame in a text; null if it is none of those the contract lists. */
export function decode(text: string): Incoming<Result, ChatEvent> | null {
  const value = parse(text)
  if (checks.isHello(value)) return { kind: 'hello', pingAfterSeconds: value.pingAfterSeconds }
  if (checks.isOk(value)) return { kind: 'ok', ref: value.ref, result: value.result }
  if (checks.isError(value)) {
    const { ref, problem: slug, status, title, detail, retryAfter } = value
    return {
      kind: 'error',
      ref,
      problem: { slug, status, title, detail, ...(retryAfter === undefined ? {} : { retryAfter }) },
    }
  }
  if (eventChecks.some((is) => is(value))) return { kind: 'event', event: value as ChatEvent }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
