import type { ConversationNotifications } from './decide'

export type MuteFor = 'hour' | 'hours' | 'tomorrow' | 'good'

const HOUR_MS = 3_600_000
const MORNING = 7

/** Until tomorrow is until seven, when the next day of school begins. */
export function muteFor(
  length: MuteFor,
  now: Date,
): NonNullable<ConversationNotifications['mute']> {
  switch (length) {
    case 'hour':
      return { until: new Date(now.getTime() + HOUR_MS).toISOString() }
    case 'hours':
      return { until: new Date(now.getTime() + 8 * HOUR_MS).toISOString() }
    case 'tomorrow': {
      const morning = new Date(now)
      morning.setDate(now.getDate() + 1)
      morning.setHours(MORNING, 0, 0, 0)
      return { until: morning.toISOString() }
    }
    case 'good':
      return { until: null }
    default:
      return length satisfies never
  }
}
