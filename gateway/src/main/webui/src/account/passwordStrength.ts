import { lengthOf, PASSWORD_LEAST } from './fields'

export type PasswordStrength =
  | { level: 'short'; missing: number }
  /** Long, but of few different characters, or of one's own name or address. */
  | { level: 'guessable' }
  | { level: 'enough' }
  | { level: 'long' }

const LONG = 16
const LEAST_DIFFERENT = 6
/** Shorter parts of a name turn up in words by chance. */
const LEAST_PART = 4

/** Judges what can be judged without a dictionary: length, repetition, and what others know of the person. */
export function passwordStrength(password: string, known: readonly string[]): PasswordStrength {
  const length = lengthOf(password)
  if (length < PASSWORD_LEAST) return { level: 'short', missing: PASSWORD_LEAST - length }
  const folded = password.toLocaleLowerCase()
  const parts = known
    .flatMap((text) => text.toLocaleLowerCase().split(/[\s@.]+/))
    .filter((part) => lengthOf(part) >= LEAST_PART)
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), folded)
  const isKnown = lengthOf(rest) < PASSWORD_LEAST && rest !== folded
  if (isKnown || new Set(folded).size < LEAST_DIFFERENT || isRun(folded))
    return { level: 'guessable' }
  return { level: length >= LONG ? 'long' : 'enough' }
}

/** Each character next to the one before it, as in 1234567890. */
function isRun(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0))
  const near = steps.filter((step) => Math.abs(step) === 1).length
  return near >= steps.length * 0.8
}
