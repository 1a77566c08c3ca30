import shortcodes from 'emojibase-data/en/shortcodes/github.json'
import type { Option } from '../completion/useCompletion'
import { emojiData } from './emojiData'
import { recentEmoji, rememberEmoji } from './recent'
import { keptTone } from './tone'

/** More are not read through: one letter more finds them. */
const SHOWN = 8

type Named = {
  emoji: string
  skins: Readonly<Record<string, string>>
  /** In English, and in Chinese. */
  labels: readonly [string, string]
  shortcodes: readonly string[]
  tags: readonly string[]
}

/** Finds emoji by what is typed of a name, in whichever language; `language` is that of the names that are shown. */
export type FindEmoji = (typed: string, language: 0 | 1) => readonly Option[]

const withoutVariation = (hexcode: string): string => hexcode.replaceAll('-FE0F', '')

const hexcodeOf = (emoji: string): string =>
  withoutVariation(
    [...emoji].map((one) => one.codePointAt(0)?.toString(16).toUpperCase() ?? '').join('-'),
  )

/** How well a name fits what is typed: at its beginning, at that of a word, within (Chinese has no words); else null. */
function rankOf(name: string, typed: string): number | null {
  const at = name.toLowerCase().indexOf(typed)
  if (at < 0) return null
  if (at === 0) return name.length === typed.length ? 0 : 1
  return /[\s_-]/.test(name[at - 1] ?? '') || /\p{Script=Han}/u.test(typed) ? 2 : null
}

function bestOf(named: Named, typed: string): number | null {
  const words = typed.replaceAll('_', ' ')
  const ranks = [
    ...named.shortcodes.map((name) => rankOf(name, typed)),
    ...named.labels.map((name) => rankOf(name, words)),
    ...named.tags.map((name) => {
      const rank = rankOf(name, words)
      return rank === null ? null : rank + 3
    }),
  ].filter((rank) => rank !== null)
  return ranks.length === 0 ? null : Math.min(...ranks)
}

/** The names of all emoji: in both languages, since who writes Chinese may know one by its English name, and those of GitHub, which many know from elsewhere. */
export async function loadEmojiNames(): Promise<FindEmoji> {
  const [english, chinese] = await Promise.all([emojiData('en'), emojiData('zh-hant')])
  const byEmoji = new Map(chinese.emojis.map((one) => [one.emoji, one]))
  const codes = new Map(
    Object.entries(shortcodes).map(([hexcode, names]) => [
      withoutVariation(hexcode),
      [names].flat(),
    ]),
  )
  const all: readonly Named[] = english.emojis.map(({ emoji, label, tags, skins }) => {
    const other = byEmoji.get(emoji)
    return {
      emoji,
      skins: skins ?? {},
      labels: [label, other?.label ?? label],
      shortcodes: codes.get(hexcodeOf(emoji)) ?? [],
      tags: [...tags, ...(other?.tags ?? [])],
    }
  })
  return (typed, language) => {
    const recent = recentEmoji.getState()
    const tone = keptTone()
    const inTone = ({ emoji, skins }: Named) => skins[tone] ?? emoji
    return all
      .flatMap((named) => {
        const rank = bestOf(named, typed.toLowerCase())
        if (rank === null) return []
        // of those that fit as well, what one uses comes first
        return { named, rank: recent.includes(inTone(named)) ? rank - 0.5 : rank }
      })
      .sort((a, b) => a.rank - b.rank)
      .slice(0, SHOWN)
      .map(({ named }) => {
        const text = inTone(named)
        const [shortcode] = named.shortcodes
        return {
          id: hexcodeOf(named.emoji),
          picture: (
            <span aria-hidden className="w-7 shrink-0 text-center text-xl">
              {text}
            </span>
          ),
          name: named.labels[language],
          ...(shortcode === undefined ? {} : { detail: `:${shortcode}:` }),
          text: `${text} `,
          onChosen: () => rememberEmoji(text),
        }
      })
  }
}
