export { useChatSync, useChats } from './ChatContext'
export { ChatProvider } from './ChatProvider'
export { ChatsScreen, NoChatOpen } from './ChatsScreen'
export { Conversation } from './conversation/Conversation'
export {
  askPermission,
  chooseVolume,
  type NotificationSettings,
  permission,
  playSound,
  soundVolume,
} from './notify'
export { readingShared, shareReading } from './reading'
