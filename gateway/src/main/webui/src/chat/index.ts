export { ChatProvider } from './ChatProvider'
export { ChatsScreen, NoChatOpen } from './ChatsScreen'
export { Conversation } from './conversation/Conversation'
