import type { Call } from './wire/frames'

export const ME = '01930000-0000-7000-8000-000000000001'
export const OTHER = '01930000-0000-7000-8000-000000000002'
export const HERE = '11111111-0000-4000-8000-000000000001'
export const ELSEWHERE = '11111111-0000-4000-8000-000000000002'
export const THERE = '22222222-0000-4000-8000-000000000001'
export const CONVERSATION = '01930000-0000-7000-8000-0000000000c1'

/** A call of mine that rings at the other's, from this device. */
export const ringingThere = (more: Partial<Call> = {}): Call => ({
  id: '33333333-0000-4000-8000-000000000001',
  conversation: CONVERSATION,
  caller: ME,
  callee: OTHER,
  video: true,
  revision: 1,
  state: 'ringing',
  startedAt: '2026-11-23T08:00:00Z',
  ringsUntil: '2026-11-23T08:00:45Z',
  waiting: false,
  answeredAt: null,
  endedAt: null,
  ending: null,
  endedBy: null,
  callerSeat: { device: HERE, awaySince: null },
  calleeSeat: null,
  ...more,
})

/** The same, the other way round. */
export const ringingHere = (more: Partial<Call> = {}): Call =>
  ringingThere({
    caller: OTHER,
    callee: ME,
    callerSeat: { device: THERE, awaySince: null },
    ...more,
  })

const answered = { state: 'connected', revision: 2, ringsUntil: null } as const
const at = { answeredAt: '2026-11-23T08:00:05Z' }

export const talkingThere = (more: Partial<Call> = {}): Call =>
  ringingThere({ ...answered, ...at, calleeSeat: { device: THERE, awaySince: null }, ...more })

export const talkingHere = (more: Partial<Call> = {}): Call =>
  ringingHere({ ...answered, ...at, calleeSeat: { device: HERE, awaySince: null }, ...more })

export const ended = (call: Call, ending: Call['ending'], more: Partial<Call> = {}): Call => ({
  ...call,
  state: 'ended',
  ending,
  revision: call.revision + 1,
  ringsUntil: null,
  endedAt: '2026-11-23T08:03:05Z',
  ...more,
})
