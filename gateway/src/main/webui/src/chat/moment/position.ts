import { i18n } from '@lingui/core'

const SECOND_MS = 1_000

function parts(position: number): { hours: number; minutes: number; seconds: number } {
  const seconds = Math.floor(position / SECOND_MS)
  return {
    hours: Math.floor(seconds / 3_600),
    minutes: Math.floor((seconds % 3_600) / 60),
    seconds: seconds % 60,
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** "03:12", "1:03:12" */
export function clockOf(position: number): string {
  const { hours, minutes, seconds } = parts(position)
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds)}`
}

/** "3 minutes 12 seconds", "3 分鐘 12 秒": how it is said. */
export function spokenOf(position: number): string {
  const { hours, minutes, seconds } = parts(position)
  const said = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(i18n.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return [
    ...(hours > 0 ? [said(hours, 'hour')] : []),
    ...(minutes > 0 ? [said(minutes, 'minute')] : []),
    ...(seconds > 0 || (hours === 0 && minutes === 0) ? [said(seconds, 'second')] : []),
  ].join(' ')
}

/** A hundred hours: no video is longer. */
const LONGEST_MS = 360_000_000

/** What was typed as "3:12", "1:03:12" or "45", in milliseconds; null if it is no time. Colons may be full-width ones. */
export function positionOf(typed: string): number | null {
  const numbers = typed.trim().normalize('NFKC').split(':')
  if (numbers.length > 3 || !numbers.every((one) => /^\d{1,6}$/.test(one))) return null
  const [first = 0, ...later] = numbers.map(Number)
  // "3:75" is a slip, and "75" are seconds
  if (later.some((one) => one >= 60)) return null
  const position = later.reduce((sum, one) => sum * 60 + one, first) * SECOND_MS
  return position < LONGEST_MS ? position : null
}
