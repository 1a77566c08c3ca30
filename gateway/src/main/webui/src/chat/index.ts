export { useChatSync, useChats } from './ChatContext'
export { ChatProvider } from './ChatProvider'
export { ChatsScreen, NoChatOpen } from './ChatsScreen'
export { blockedPeople, callPreference, letCall, unblock } from './callers'
export { Conversation } from './conversation/Conversation'
export { type BeginningName, begin } from './dialogs'
export {
  askPermission,
  chooseVolume,
  type NotificationSettings,
  permission,
  playSound,
  soundVolume,
  useIsQuiet,
} from './notify'
export { usePartner } from './people/usePartner'
export { readingShared, shareReading } from './reading'
