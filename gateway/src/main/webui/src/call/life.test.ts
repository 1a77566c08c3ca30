import { describe, expect, it } from 'vitest'
import { createActor, SimulatedClock } from 'xstate'
import { type Id, partOf } from './calls'
import { type LifeEvent, life, PATIENCE_MS } from './life'
import {
  CONVERSATION,
  ELSEWHERE,
  ended,
  HERE,
  ME,
  ringingHere,
  ringingThere,
  talkingHere,
  talkingThere,
} from './testing'
import type { Call } from './wire/frames'

const refusal = { slug: 'call-not-allowed', status: 403, title: '', detail: '' }
const beginning = { id: ringingThere().id, conversation: CONVERSATION, video: true }
const called: LifeEvent = { type: 'call', beginning }
const about = (type: 'told' | 'begun' | 'rejoin', call: Call): LifeEvent => ({
  type,
  call,
  part: partOf(call, ME, HERE),
})
const told = (call: Call) => about('told', call)
const begun = (call: Call) => about('begun', call)
const answer = (call: Call, instead = false): LifeEvent => ({
  type: 'answer',
  call,
  video: true,
  instead,
})

/** Lives through some events, and milliseconds between them; gives where that led, and what was asked for on the way. */
function live(...events: (LifeEvent | number)[]) {
  const clock = new SimulatedClock()
  const asked: string[] = []
  const say = (what: string) => () => void asked.push(what)
  const actor = createActor(
    life.provide({
      actions: {
        askToBegin: say('begin'),
        askToAnswer: say('answer'),
        askToEnd: ({ context: { call, beginning: begun } }) =>
          void asked.push(`end ${(call ?? begun)?.id}`),
        openDevices: say('open'),
        closeDevices: say('close'),
        connect: say('connect'),
        disconnect: say('disconnect'),
      },
    }),
    { clock },
  ).start()
  asked.length = 0
  for (const event of events)
    if (typeof event === 'number') clock.increment(event)
    else actor.send(event)
  const { value, context } = actor.getSnapshot()
  return { at: JSON.stringify(value).replaceAll('"', ''), asked, context }
}

const end = (id: Id = beginning.id) => `end ${id}`

describe('calling somebody', () => {
  it('asks, rings, connects and talks', () => {
    const talk = live(called, begun(ringingThere()), told(talkingThere()), { type: 'flows' })
    expect(talk.at).toBe('{talking:flowing}')
    expect(talk.asked).toEqual(['open', 'begin', 'connect'])
  })

  it('is over when they decline, are busy or do not answer, with what came of it', () => {
    for (const ending of ['declined', 'busy', 'unanswered'] as const) {
      const over = live(called, begun(ringingThere()), told(ended(ringingThere(), ending)))
      expect(over.at).toBe('over')
      expect(over.context.call?.ending).toBe(ending)
      expect(over.asked.at(-1)).toBe('close')
    }
  })

  it('is over at once if the server refuses', () => {
    const over = live(called, { type: 'refused', problem: refusal })
    expect(over.at).toBe('over')
    expect(over.context.problem).toBe(refusal)
  })

  it('talks in the call of the other if both called each other', () => {
    const theirs = talkingHere({ id: '33333333-0000-4000-8000-000000000007' })
    const talk = live(called, told(theirs), begun(theirs))
    expect(talk.at).toBe('{talking:connecting}')
    expect(talk.context.call).toBe(theirs)
  })

  it('can be given up before the server has answered, and while it rings', () => {
    expect(live(called, { type: 'hangUp' })).toMatchObject({
      at: 'idle',
      asked: ['open', 'begin', end(), 'close'],
    })
    expect(live(called, begun(ringingThere()), { type: 'hangUp' }).asked).toContain(end())
  })

  it('does nothing while this device is in a call', () => {
    const other = { ...beginning, id: '33333333-0000-4000-8000-000000000008' }
    const talk = live(called, begun(ringingThere()), { type: 'call', beginning: other })
    expect(talk.at).toBe('calling')
    expect(talk.context.beginning).toEqual(beginning)
  })
})

describe('being called', () => {
  it('answers, connects and talks', () => {
    const talk = live(answer(ringingHere()), begun(talkingHere()), { type: 'flows' })
    expect(talk.at).toBe('{talking:flowing}')
    expect(talk.asked).toEqual(['open', 'answer', 'connect'])
  })

  it('is over if another device was first, however that is heard of', () => {
    const elsewhere = talkingHere({ calleeSeat: { device: ELSEWHERE, awaySince: null } })
    expect(live(answer(ringingHere()), told(elsewhere)).at).toBe('over')
    const problem = { ...refusal, slug: 'call-elsewhere' }
    expect(live(answer(ringingHere()), { type: 'refused', problem }).at).toBe('over')
  })

  it('ends the call that this device is in for the one that is answered', () => {
    const next = ringingHere({ id: '33333333-0000-4000-8000-000000000005' })
    const talk = live(
      called,
      begun(talkingThere()),
      answer(next, true),
      told(ended(talkingThere(), 'hung-up')),
      begun({ ...talkingHere(), id: next.id }),
    )
    expect(talk.at).toBe('{talking:connecting}')
    expect(talk.context.call?.id).toBe(next.id)
    expect(talk.asked).toEqual([
      'open',
      'begin',
      'connect',
      'disconnect',
      'open',
      'answer',
      'connect',
    ])
  })
})

describe('talking', () => {
  const talking: LifeEvent[] = [called, begun(talkingThere()), { type: 'flows' }]

  it('goes on when the line breaks and comes back', () => {
    expect(live(...talking, { type: 'breaks' }).at).toBe('{talking:reconnecting}')
    expect(live(...talking, { type: 'breaks' }, { type: 'flows' }).at).toBe('{talking:flowing}')
  })

  it('is lost when nothing comes through for too long, at first or later', () => {
    const lost = live(...talking, { type: 'breaks' }, PATIENCE_MS)
    expect(lost).toMatchObject({ at: 'over', context: { call: { ending: 'lost' } } })
    expect(lost.asked).toEqual(['open', 'begin', 'connect', 'disconnect', end(), 'close'])
    expect(live(called, begun(talkingThere()), PATIENCE_MS).at).toBe('over')
    const almost = live(...talking, { type: 'breaks' }, PATIENCE_MS - 1, { type: 'flows' }, 60_000)
    expect(almost.at).toBe('{talking:flowing}')
  })

  it('ends on both sides, whoever ends it', () => {
    expect(live(...talking, told(ended(talkingThere(), 'hung-up')))).toMatchObject({
      at: 'over',
      asked: ['open', 'begin', 'connect', 'disconnect', 'close'],
    })
    expect(live(...talking, { type: 'hangUp' })).toMatchObject({
      at: 'idle',
      asked: ['open', 'begin', 'connect', 'disconnect', end(), 'close'],
    })
  })

  it('keeps how the call stands, and takes no notice of others', () => {
    const away = talkingThere({ revision: 3, calleeSeat: { device: HERE, awaySince: 'x' } })
    const other = ended({ ...talkingThere(), id: '33333333-0000-4000-8000-00000000000a' }, 'lost')
    const talk = live(...talking, told(away), told(other))
    expect(talk.at).toBe('{talking:flowing}')
    expect(talk.context.call).toBe(away)
  })

  it('is taken up by a page that was loaded anew', () => {
    expect(live(about('rejoin', talkingThere()))).toMatchObject({
      at: '{talking:connecting}',
      asked: ['open', 'connect'],
    })
    expect(live(about('rejoin', ringingThere()))).toMatchObject({ at: 'calling', asked: ['open'] })
  })

  it('is forgotten once it was read how it ended', () => {
    const idle = live(...talking, told(ended(talkingThere(), 'lost')), { type: 'dismiss' })
    expect(idle.at).toBe('idle')
    expect(idle.context.call).toBeNull()
  })
})
