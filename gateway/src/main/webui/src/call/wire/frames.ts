import { decoder } from '../../shared/net/frames'
import type { Schemas } from '../../shared/net/schema'
import type {
  Attached,
  CallCandidate,
  CallChanged,
  CallDescription,
  CallMedia,
  Command as RefCommand,
  Told,
} from './frames.gen'
import schemas from './schemas.gen.json'

export type { Call, Seat } from './frames.gen'

type WithoutRef<C> = C extends unknown ? Omit<C, 'ref'> : never

/** What a device asks for; the socket numbers it, and sees to pings and tokens itself. */
export type Command = WithoutRef<Exclude<RefCommand, { type: 'ping' | 'session.refresh' }>>

/** What the two devices of a call tell each other. */
export type Signal = CallDescription | CallCandidate | CallMedia

export type CallEvent = CallChanged | Signal

export type Result = Attached['result'] | Told['result']

/** The frame in a text; null if it is none of those the contract lists. */
export const decode = decoder<Result, CallEvent>(
  schemas as Schemas,
  ['Attached', 'Told', 'Ok'],
  ['CallChanged', 'CallDescription', 'CallCandidate', 'CallMedia'],
)
