import { i18n } from '@lingui/core'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs a hundred times what using it does. */
function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18n.locale} ${name}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(i18n.locale, options)
  formats.set(key, made)
  return made
}

/** "8:15 PM", "下午8:15" */
export const formatTime = (at: Date): string =>
  dateFormat('time', { hour: 'numeric', minute: '2-digit' }).format(at)

/** "Sunday, November 22", with the year when it is another one. */
export function formatDay(at: Date, now: Date): string {
  const isThisYear = at.getFullYear() === now.getFullYear()
  return dateFormat(isThisYear ? 'day' : 'day of year', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** "Nov 21", with the year when it is another one. */
export function formatDate(at: Date, now: Date): string {
  const isThisYear = at.getFullYear() === now.getFullYear()
  return dateFormat(isThisYear ? 'date' : 'date of year', {
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** The clock today, and with the date before: "Nov 21, 8:15 PM". */
export function formatMoment(at: Date, now: Date): string {
  if (isSameDay(at, now)) return formatTime(at)
  const isThisYear = at.getFullYear() === now.getFullYear()
  return dateFormat(isThisYear ? 'moment' : 'moment of year', {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Everything, for a tooltip: "Sunday, November 22, 2026 at 8:15 PM". */
export const formatFull = (at: Date): string =>
  dateFormat('full', { dateStyle: 'full', timeStyle: 'short' }).format(at)

export const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString()

const MINUTE_MS = 60_000

/** How long something took, as people say it: "45 sec", "12 min", "1 hr 5 min". */
export function formatLength(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 60) return unit(seconds, 'second')
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return unit(minutes, 'minute')
  return minutes % 60 === 0
    ? unit(hours, 'hour')
    : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`
}

const unit = (value: number, name: string): string =>
  new Intl.NumberFormat(i18n.locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
    value,
  )

/** For lists: minutes under an hour, the clock today, the date before. */
export function formatRecent(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE_MS)
  if (minutes >= 0 && minutes < 60) {
    return new Intl.NumberFormat(i18n.locale, {
      style: 'unit',
      unit: 'minute',
      unitDisplay: 'short',
    }).format(Math.max(1, minutes))
  }
  return isSameDay(at, now) ? formatTime(at) : formatDate(at, now)
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** "640 kB", "1.4 MB"; of 1,024 each, as limits are set. */
export function formatBytes(bytes: number): string {
  const step = Math.floor(Math.log2(Math.max(bytes, 1)) / 10)
  const power = Math.min(step, BYTE_UNITS.length - 1)
  const value = bytes / 1024 ** power
  return new Intl.NumberFormat(i18n.locale, {
    style: 'unit',
    unit: BYTE_UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value)
}
