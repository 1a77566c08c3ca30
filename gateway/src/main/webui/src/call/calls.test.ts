import { describe, expect, it } from 'vitest'
import { attached, type Calls, NO_CALLS, partOf, ringing, take } from './calls'
import {
  ELSEWHERE,
  ended,
  HERE,
  ME,
  ringingHere,
  ringingThere,
  talkingHere,
  talkingThere,
} from './testing'

const NOW = '2026-11-23T08:05:00Z'

describe('the calls of a person', () => {
  it('stand at the highest revision that was told, in whatever order', () => {
    const told = [ringingHere(), talkingHere(), ended(talkingHere(), 'hung-up')]
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]
    for (const order of orders) {
      const calls = order.flatMap((i) => told[i] ?? []).reduce<Calls>(take, NO_CALLS)
      expect(Object.values(calls)).toEqual([told[2]])
    }
  })

  it('that the server knows no more of have ended, and those told since stay', () => {
    const rang = ringingHere()
    const began = ringingHere({ id: '33333333-0000-4000-8000-000000000009' })
    const calls = attached(take(take(NO_CALLS, rang), began), [], new Set([rang.id]), NOW)
    expect(calls[rang.id]).toMatchObject({ state: 'ended', ending: null, endedAt: NOW })
    expect(calls[began.id]).toBe(began)
    expect(ringing(calls, ME)).toEqual([began])
  })

  it('ring for whoever is called, and not for whoever calls', () => {
    const first = ringingHere({ startedAt: '2026-11-23T07:59:00Z' })
    const second = ringingHere({ id: '33333333-0000-4000-8000-000000000002' })
    const mine = ringingThere({ id: '33333333-0000-4000-8000-000000000003' })
    const calls = [second, mine, first].reduce<Calls>(take, NO_CALLS)
    expect(ringing(calls, ME)).toEqual([first, second])
  })
})

describe('what a call is to this device', () => {
  const calleeElsewhere = { device: ELSEWHERE, awaySince: null }
  it.each([
    ['rings', ringingHere()],
    ['calls', ringingThere()],
    ['elsewhere', ringingThere({ callerSeat: calleeElsewhere })],
    ['talks', talkingHere()],
    ['talks', talkingThere()],
    ['elsewhere', talkingHere({ calleeSeat: calleeElsewhere })],
    ['over', ended(talkingHere(), 'hung-up')],
  ] as const)('%s', (part, call) => {
    expect(partOf(call, ME, HERE)).toBe(part)
  })
})
