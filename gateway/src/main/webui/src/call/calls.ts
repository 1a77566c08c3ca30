import type { Call, Seat } from './wire/frames'

export type Id = string

/** The calls of a person, as far as this device was told. */
export type Calls = Readonly<Record<Id, Call>>

export const NO_CALLS: Calls = {}

/** Of two accounts of a call the one with the higher revision holds, in whatever order they come. */
export function take(calls: Calls, call: Call): Calls {
  const known = calls[call.id]
  return known && known.revision >= call.revision ? calls : { ...calls, [call.id]: call }
}

/**
 * All that are not over, as the server tells a device that attaches. What was known `before` it did and is not among
 * them has ended meanwhile, and nobody is left to tell how.
 */
export function attached(
  calls: Calls,
  current: readonly Call[],
  before: ReadonlySet<Id>,
  now: string,
): Calls {
  const told = current.reduce(take, calls)
  const isGone = ({ id, state }: Call) =>
    state !== 'ended' && before.has(id) && !current.some((other) => other.id === id)
  const after = Object.entries(told).map(([id, call]): [Id, Call] => [
    id,
    isGone(call) ? { ...call, state: 'ended', endedAt: now, ringsUntil: null } : call,
  ])
  return Object.fromEntries(after)
}

/** With which device a person takes part. */
export const seatOf = (call: Call, person: Id): Seat | null =>
  call.caller === person ? call.callerSeat : call.calleeSeat

export const otherOf = (call: Call, me: Id): Id => (call.caller === me ? call.callee : call.caller)

/** What a call is to a device of one of its two people. */
export type Part =
  /** Somebody calls, and nobody has answered yet. */
  | 'rings'
  /** This device called. */
  | 'calls'
  /** This device talks. */
  | 'talks'
  /** Another device of the same person calls or talks. */
  | 'elsewhere'
  | 'over'

export function partOf(call: Call, me: Id, device: Id): Part {
  const isHere = seatOf(call, me)?.device === device
  switch (call.state) {
    case 'ended':
      return 'over'
    case 'ringing':
      if (call.callee === me) return 'rings'
      return isHere ? 'calls' : 'elsewhere'
    case 'connected':
      return isHere ? 'talks' : 'elsewhere'
    default:
      return call.state satisfies never
  }
}

/** The calls that ring for a person, the first that began first. */
export const ringing = (calls: Calls, me: Id): readonly Call[] =>
  Object.values(calls)
    .filter(({ state, callee }) => state === 'ringing' && callee === me)
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
