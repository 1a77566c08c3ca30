import { describe, expect, it } from 'vitest'
import { type Hold, hold, NOT_HELD, qualityOf, type Reading, readingOf } from './quality'

const reading = (more: Partial<Reading> = {}): Reading => ({
  at: 0,
  received: 0,
  lost: 0,
  freezes: 0,
  framesDecoded: 0,
  soundEnergy: 0,
  roundTrip: 20,
  lostThere: 0,
  room: 2_000_000,
  path: 'direct',
  ...more,
})

describe('the word for a line', () => {
  it.each([
    ['good', {}],
    ['good', { received: 980, lost: 20 }],
    ['fair', { received: 960, lost: 40 }],
    ['poor', { received: 880, lost: 120 }],
    ['fair', { lostThere: 0.05 }],
    ['poor', { lostThere: 0.2 }],
    ['fair', { roundTrip: 350 }],
    ['poor', { roundTrip: 700 }],
    ['fair', { freezes: 1 }],
    ['poor', { freezes: 4 }],
    ['good', { roundTrip: null }],
  ] as const)('is %s at %o', (word, more) => {
    expect(qualityOf(reading(), reading(more)).word).toBe(word)
  })

  it('is of what happened since the last reading', () => {
    const bad = reading({ received: 500, lost: 500, freezes: 9 })
    const then = reading({ received: 1_500, lost: 500, freezes: 9 })
    expect(qualityOf(bad, then)).toMatchObject({ word: 'good', loss: 0, freezes: 0 })
  })

  it('takes no notice of packets that were counted as lost and came after all', () => {
    expect(qualityOf(reading({ lost: 5 }), reading({ received: 100, lost: 2 })).loss).toBe(0)
  })
})

describe('holding the picture back', () => {
  const poor = { lostThere: 0.3, room: 2_000_000 }
  const narrow = { lostThere: 0, room: 60_000 }
  const good = { lostThere: 0, room: 2_000_000 }
  const heldAfter = (...readings: { lostThere: number; room: number | null }[]): Hold =>
    readings.reduce(hold, NOT_HELD)

  it('begins when a line was poor twice in a row', () => {
    expect(heldAfter(poor).isHeld).toBe(false)
    expect(heldAfter(poor, poor).isHeld).toBe(true)
    expect(heldAfter(narrow, narrow).isHeld).toBe(true)
    expect(heldAfter(poor, good, poor).isHeld).toBe(false)
  })

  it('ends when sound came through for a while, whatever an estimate from sound alone says', () => {
    const held = [poor, poor]
    expect(heldAfter(...held, narrow, narrow, narrow).isHeld).toBe(true)
    expect(heldAfter(...held, narrow, narrow, narrow, narrow).isHeld).toBe(false)
    expect(heldAfter(...held, narrow, poor, narrow, narrow, narrow).isHeld).toBe(true)
  })

  it('says nothing while nothing is estimated', () => {
    const unknown = { lostThere: 0, room: null }
    expect(heldAfter(unknown, unknown, unknown).isHeld).toBe(false)
  })
})

describe('a reading of the counters', () => {
  it('adds up what comes in, and knows the path by its two ends', () => {
    const stats = [
      { id: 'a', type: 'inbound-rtp', packetsReceived: 10, packetsLost: 1, totalAudioEnergy: 0.5 },
      { id: 'v', type: 'inbound-rtp', packetsReceived: 90, framesDecoded: 30, freezeCount: 2 },
      { id: 'r', type: 'remote-inbound-rtp', fractionLost: 0.25 },
      {
        id: 'p',
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        currentRoundTripTime: 0.05,
        availableOutgoingBitrate: 300_000,
        localCandidateId: 'l',
        remoteCandidateId: 'm',
      },
      { id: 'q', type: 'candidate-pair', nominated: false, state: 'failed' },
      { id: 'l', type: 'local-candidate', candidateType: 'relay' },
      { id: 'm', type: 'remote-candidate', candidateType: 'host' },
    ]
    expect(readingOf(stats, 7)).toEqual({
      at: 7,
      received: 100,
      lost: 1,
      freezes: 2,
      framesDecoded: 30,
      soundEnergy: 0.5,
      roundTrip: 50,
      lostThere: 0.25,
      room: 300_000,
      path: 'relayed',
    })
  })
})
