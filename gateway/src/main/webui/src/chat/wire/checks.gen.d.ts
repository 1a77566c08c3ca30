// Generated from chat-service/src/main/resources/META-INF/asyncapi/chat.json by "npm run generate".
import type { Hello, MessageSent, MessageChanged, ReactionChanged, MessagesChanged, ConversationOpened, ConversationChanged, ConversationLeft, MemberChanged, Typing, Read, PresenceChanged, ProfileChanged, ActivityChanged, ConversationNotificationsChanged, NotificationSettingsChanged, Ok, Error } from './frames.gen'
export function isHello(value: unknown): value is Hello
export function isMessageSent(value: unknown): value is MessageSent
export function isMessageChanged(value: unknown): value is MessageChanged
export function isReactionChanged(value: unknown): value is ReactionChanged
export function isMessagesChanged(value: unknown): value is MessagesChanged
export function isConversationOpened(value: unknown): value is ConversationOpened
export function isConversationChanged(value: unknown): value is ConversationChanged
export function isConversationLeft(value: unknown): value is ConversationLeft
export function isMemberChanged(value: unknown): value is MemberChanged
export function isTyping(value: unknown): value is Typing
export function isRead(value: unknown): value is Read
export function isPresenceChanged(value: unknown): value is PresenceChanged
export function isProfileChanged(value: unknown): value is ProfileChanged
export function isActivityChanged(value: unknown): value is ActivityChanged
export function isConversationNotificationsChanged(value: unknown): value is ConversationNotificationsChanged
export function isNotificationSettingsChanged(value: unknown): value is NotificationSettingsChanged
export function isOk(value: unknown): value is Ok
export function isError(value: unknown): value is Error
