import { lengthOf, PASSWORD_LEAST } from '../fields'
import type { Weakness } from './weakness'

/** How hard a password is to guess, by zxcvbn: 0 at once, 4 not in a lifetime; and what makes it easy, if anything does. */
export type Judgement = { score: 0 | 1 | 2 | 3 | 4; weakness: Weakness | null }

export type PasswordStrength =
  | { level: 'short'; missing: number }
  /** Long enough; more is not known yet, or cannot be: the judge is fetched when it is first needed. */
  | { level: 'unjudged' }
  | { level: 'weak' | 'fair'; weakness: Weakness | null }
  | { level: 'good' | 'strong' }

export function passwordStrength(password: string, judgement: Judgement | null): PasswordStrength {
  const length = lengthOf(password)
  if (length < PASSWORD_LEAST) return { level: 'short', missing: PASSWORD_LEAST - length }
  if (!judgement) return { level: 'unjudged' }
  const { score, weakness } = judgement
  switch (score) {
    case 0:
    case 1:
      return { level: 'weak', weakness }
    case 2:
      return { level: 'fair', weakness }
    case 3:
      return { level: 'good' }
    case 4:
      return { level: 'strong' }
    default:
      return score satisfies never
  }
}

/** The names that zxcvbn gives to what it warns of, as far as they are told apart here. */
const WEAKNESSES: Readonly<Record<string, Weakness>> = {
  straightRow: 'keys',
  keyPattern: 'keys',
  simpleRepeat: 'repeats',
  extendedRepeat: 'repeats',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  wordByItself: 'word',
  namesByThemselves: 'name',
  commonNames: 'name',
  userInputs: 'own',
}

export const weaknessOf = (warning: string | null): Weakness | null =>
  warning === null ? null : (WEAKNESSES[warning] ?? null)

/** Characters that are looked at, as in the server: what begins badly is not made better by its length. */
const LOOKED_AT = 24

export const beginning = (text: string): string => [...text].slice(0, LOOKED_AT).join('')

const MEANT_OTHERWISE = /[$()*+./?[\\\]^{|}]/g

/** What is left of a text without these words, in whatever case. */
export function without(text: string, words: readonly string[]): string {
  if (words.length === 0) return text
  const longestFirst = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(MEANT_OTHERWISE, '\\$&'))
  return text.replaceAll(new RegExp(longestFirst.join('|'), 'giu'), '')
}
