import type { Order } from '../../shared/pages/pages'
import type { Activity } from '../api'

export type { Activity }

/** The latest first; a reaction to a message is something else than the message. */
export const latestFirst: Order<Activity> = {
  keyOf: ({ conversation, number, kind }) =>
    `${conversation}:${number}:${kind === 'reaction' ? 'reaction' : ''}`,
  isAfter: (item, other) => item.at < other.at,
}
