import type { components } from '../../shared/api/chat.gen'
import type { Order } from '../../shared/pages/pages'

export type Activity = components['schemas']['Activity']

/** The latest first; a reaction to a message is something else than the message. */
export const latestFirst: Order<Activity> = {
  keyOf: ({ conversation, number, kind }) =>
    `${conversation}:${number}:${kind === 'reaction' ? 'reaction' : ''}`,
  isAfter: (item, other) => item.at < other.at,
}
