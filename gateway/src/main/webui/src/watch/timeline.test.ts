import { describe, expect, it } from 'vitest'
import { positionAt, type Snapshot, told, wantedAt } from './timeline'

const playing: Snapshot = { epoch: 2, v: 7, phase: 'playing', pos: 10, rate: 1.5, at: 1_000 }

describe('a timeline', () => {
  it('goes on at its rate from where it began', () => {
    expect(positionAt(playing, 3_000)).toBe(13)
    expect(positionAt(playing, 500)).toBe(10)
    expect(positionAt({ ...playing, phase: 'paused' }, 3_000)).toBe(10)
  })

  it('believes the newest of the newest owner only', () => {
    const timeline = told(null, playing)
    for (const old of [
      { ...playing, pos: 99 },
      { ...playing, v: 6, pos: 99 },
      { ...playing, epoch: 1, v: 900, pos: 99 },
    ])
      expect(told(timeline, old)).toBe(timeline)
    const next = { ...playing, epoch: 3, v: 1 }
    expect(told(timeline, next)).toEqual({ latest: next, before: playing })
  })

  it('is gone on with until a state that continues it holds', () => {
    const stop: Snapshot = { ...playing, v: 8, phase: 'paused', pos: 13, at: 3_000 }
    const timeline = told(told(null, playing), stop)
    expect(wantedAt(timeline, 2_000)).toEqual({
      kind: 'run',
      pos: 11.5,
      rate: 1.5,
      changesAt: 3_000,
      nextRate: null,
    })
    expect(wantedAt(timeline, 3_000)).toEqual({ kind: 'hold', pos: 13, rate: 1.5, startsAt: null })
    const slower: Snapshot = { ...stop, phase: 'playing', rate: 1 }
    expect(wantedAt(told(told(null, playing), slower), 2_000)).toMatchObject({ nextRate: 1 })
  })

  it('is waited for in place where it jumps', () => {
    const jump: Snapshot = { ...playing, v: 8, pos: 60, at: 3_000 }
    const timeline = told(told(null, playing), jump)
    expect(wantedAt(timeline, 2_000)).toEqual({ kind: 'hold', pos: 60, rate: 1.5, startsAt: 3_000 })
    expect(wantedAt(timeline, 5_000)).toMatchObject({ kind: 'run', pos: 63 })
  })

  it('starts once, whoever comes late', () => {
    const timeline = told(null, playing)
    expect(wantedAt(timeline, 400)).toMatchObject({ kind: 'hold', startsAt: 1_000 })
    expect(wantedAt(timeline, 1_000)).toMatchObject({ kind: 'run', pos: 10 })
  })
})
