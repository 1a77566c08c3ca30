import type { components } from '../../shared/api/chat.gen'
import type { Message } from './state'

/** What is left of a call. */
export type CallCard = components['schemas']['CallCard']

/** A call that is over, from one's own side. */
export type PastCall = components['schemas']['PastCall']

/** Whether the callee was not there for it; whoever declines a call knows of it. */
export const isMissed = ({ answeredAt, ending }: CallCard): boolean =>
  answeredAt === undefined && ending !== 'declined'

/** Whether it is a message that somebody else has to read: a call that was not missed is none. */
export const isToBeRead = ({ call }: Pick<Message, 'call'>): boolean =>
  call === undefined || isMissed(call)
