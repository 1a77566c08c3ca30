import { rememberEmoji } from '../emoji/recent'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { useWish } from './useWished'

/** Puts one's reaction to a message, or takes it back. */
export function useReact(message: Message): (emoji: string) => void {
  const { chat } = useMessageUi()
  const wish = useWish(chat.id, message.number)
  return (emoji) => {
    const isMine = message.reactions?.some((one) => one.emoji === emoji && one.mine) ?? false
    if (!isMine) rememberEmoji(emoji)
    wish({ kind: 'react', emoji, present: !isMine })
  }
}
