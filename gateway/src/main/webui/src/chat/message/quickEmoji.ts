/** What people answer a message with most: offered without opening the panel. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '🤔', '✅'] as const
