import { describe, expect, it } from 'vitest'
import { emojiData } from './emojiData'

/** What the server takes: chat-service's `Emoji`. */
const picture =
  '(?:\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}|(?:(?!\\p{Emoji_Component})\\p{Emoji_Presentation})|(?:(?!\\p{Emoji_Component}|\\p{Emoji_Presentation})\\p{Emoji})\\uFE0F)'
const QUALIFIED = new RegExp(
  `^(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\uFE0F\\u20E3|\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,8}\\u{E007F}|${picture}(?:\\u200D(?:${picture}|[\\u{1F9B0}-\\u{1F9B3}])){0,9})$`,
  'u',
)

describe('the emoji that are offered', () => {
  for (const locale of ['en', 'zh-hant']) {
    it(`are such as the server takes, in every tone (${locale})`, async () => {
      const { emojis, categories } = await emojiData(locale)
      expect(emojis.length).toBeGreaterThan(1_500)
      expect(categories).toHaveLength(9)
      const refused = emojis
        .flatMap(({ emoji, skins }) => [emoji, ...Object.values(skins ?? {})])
        .filter((emoji) => !QUALIFIED.test(emoji))
      expect(refused).toEqual([])
    })
  }

  it('are named in the language', async () => {
    const { emojis } = await emojiData('zh-hant')
    expect(emojis.find(({ emoji }) => emoji === '👋')?.label).toBe('揮手')
    expect(emojis.some(({ emoji }) => emoji === '👍')).toBe(true)
  })
})
