import type { EmojiData } from 'frimousse'

/** Every browser that runs this has a picture of those; what came later shows as an empty box in many. */
const NEWEST_VERSION = 15

/** The group of what emoji are made of: nobody writes those alone. */
const COMPONENTS = 2

const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const

type Sources = [
  typeof import('emojibase-data/en/data.json'),
  typeof import('emojibase-data/en/messages.json'),
]

/** Fetched from where the app is, and only by whoever opens the panel: 90 kB a language. */
function fetchSources(locale: string): Promise<Sources> {
  return locale === 'en'
    ? Promise.all([
        import('emojibase-data/en/data.json'),
        import('emojibase-data/en/messages.json'),
      ])
    : Promise.all([
        import('emojibase-data/zh-hant/data.json'),
        import('emojibase-data/zh-hant/messages.json'),
      ])
}

/**
 * Fully-qualified (UTS #51, ED-18), as the server takes it: what is a picture by itself is told to be one by nothing more.
 */
const qualified = (emoji: string): string =>
  emoji.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, '$1')

/** The names and groups of all emoji in the language. */
export async function emojiData(locale: string): Promise<EmojiData> {
  const [{ default: all }, { default: messages }] = await fetchSources(locale)
  const words = new Map(messages.skinTones.map(({ key, message }) => [key, message]))
  return {
    locale,
    categories: messages.groups
      .filter(({ order }) => order !== COMPONENTS)
      .map(({ order, message }) => ({ index: order, label: message })),
    skinTones: {
      light: words.get('light') ?? '',
      'medium-light': words.get('medium-light') ?? '',
      medium: words.get('medium') ?? '',
      'medium-dark': words.get('medium-dark') ?? '',
      dark: words.get('dark') ?? '',
    },
    emojis: all.flatMap(({ emoji, label, group, version, tags = [], skins = [] }) => {
      if (group === undefined || group === COMPONENTS || version > NEWEST_VERSION) return []
      // two people have a tone each: only those with the same are offered
      const tone = (n: number) => skins.find((skin) => skin.tone === n)?.emoji
      const tones = TONES.map((name, i) => [name, tone(i + 1)] as const)
      const hasTones = tones.every(([, its]) => its !== undefined)
      return [
        {
          emoji: qualified(emoji),
          label,
          category: group,
          version,
          tags: [...tags],
          ...(hasTones
            ? { skins: Object.fromEntries(tones) as Record<(typeof TONES)[number], string> }
            : {}),
        },
      ]
    }),
  }
}
