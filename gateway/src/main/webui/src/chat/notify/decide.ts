import type { components } from '../../shared/api/chat.gen'
import type { Chat } from '../store/state'

type Schemas = components['schemas']
export type NotificationSettings = Schemas['NotificationSettings']
export type ConversationNotifications = Schemas['ConversationNotifications']
type QuietHours = NonNullable<NotificationSettings['quietHours']>

/** What there is to be told of, by the words of the settings. An answer to what one wrote is a mention too. */
export type Occasion = 'messages' | 'mentions' | 'reactions' | 'added'

/** Whether a conversation is muted at a time. */
export const isMuted = ({ mute }: Pick<ConversationNotifications, 'mute'>, now: Date): boolean =>
  mute !== null && (mute.until === null || now.getTime() < Date.parse(mute.until))

/** Whether one has put it away: until something is said in it, unless it is muted. */
export const isPutAway = (
  { notifications, lastNumber }: Pick<Chat, 'notifications' | 'lastNumber'>,
  now: Date,
): boolean =>
  notifications.archivedUpTo !== null &&
  (lastNumber <= notifications.archivedUpTo || isMuted(notifications, now))

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MINUTES = 60

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * MINUTES + minutes
}

/** Day (1 is Monday) and minute of the day on the clocks of a place. */
function clock(now: Date, zone: string): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: DAYS.indexOf(part('weekday')) + 1,
    minute: minutesOf(`${part('hour')}:${part('minute')}`),
  }
}

/** Quiet hours that begin in the evening end on the day after, whether or not that day has any. */
export function isQuiet(quiet: QuietHours, now: Date): boolean {
  const { day, minute } = clock(now, quiet.zone)
  const from = minutesOf(quiet.from)
  const to = minutesOf(quiet.to)
  const dayBefore = day === 1 ? 7 : day - 1
  return from < to
    ? quiet.days.includes(day) && from <= minute && minute < to
    : (quiet.days.includes(day) && from <= minute) ||
        (quiet.days.includes(dayBefore) && minute < to)
}

/**
 * Whether the person is to be told, by a notification and a sound.
 *
 * `isWatched`: the conversation is open on a screen that can be seen.
 */
export function shouldTell(
  occasion: Occasion,
  {
    settings,
    notifications,
    isWatched,
    now,
  }: {
    settings: NotificationSettings
    notifications: ConversationNotifications
    isWatched: boolean
    now: Date
  },
): boolean {
  if (isWatched || !settings[occasion] || isMuted(notifications, now)) return false
  if (settings.quietHours !== null && isQuiet(settings.quietHours, now)) return false
  switch (notifications.level) {
    case 'all':
      return true
    case 'mentions':
      return occasion !== 'messages'
    case 'nothing':
      return false
    default:
      return notifications.level satisfies never
  }
}
