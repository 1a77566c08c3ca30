import { describe, expect, it } from 'vitest'
import type { Chat, Person } from '../store/state'
import { called, candidates, typedAfterAt } from './candidates'

const person = (id: string, name: string): Person => ({
  id,
  name,
  status: '',
  photo: null,
  deleted: false,
  presence: 'offline',
  lastSeenAt: null,
  asOf: 0,
})

const people = [person('1', 'Lin Mei-hua'), person('2', '陳雅婷'), person('3', 'Emma Lindgren')]
const group = { kind: 'group', channel: null } as Chat
const guest = { kind: 'channel', role: 'guest', channel: null } as Chat

describe('who may be meant after an @', () => {
  const names = (typed: string, chat = group) =>
    candidates(chat, people, typed, ['everyone', 'channel']).map(({ name }) => name)

  it('is found by the beginning of a name or of a word in it', () => {
    expect(names('lin')).toEqual(['Lin Mei-hua', 'Emma Lindgren'])
    expect(names('hua')).toEqual(['Lin Mei-hua'])
    expect(names('ndgr')).toEqual([])
    expect(candidates(group, [person('4', 'Karolin Lind')], 'lin', [])).toHaveLength(1)
  })

  it('is found by any character of a Chinese name', () => {
    expect(names('雅')).toEqual(['陳雅婷'])
  })

  it('is everybody only where one may call everybody', () => {
    expect(names('ever')).toEqual(['everyone'])
    expect(names('ever', guest)).toEqual([])
  })
})

describe('what is typed after an @', () => {
  it('begins behind it, but not within an address', () => {
    expect(typedAfterAt('hello @Li', 9)).toEqual({ from: 6, typed: 'Li' })
    expect(typedAfterAt('請問@陳', 4)).toEqual({ from: 2, typed: '陳' })
    expect(typedAfterAt('me@school', 9)).toBeNull()
    expect(typedAfterAt('@Li\nnext', 8)).toBeNull()
  })
})

describe('a text that is sent', () => {
  it('has a call for each name, the longest that fits', () => {
    const ids = new Map([
      ['Lin', 'a'],
      ['Lin Mei-hua', 'b'],
      ['陳雅婷', 'c'],
    ])
    const token = (id: string) => `<@${id}>`
    expect(called('@Lin Mei-hua and @Lin, not me@Lin', ids, token)).toBe(
      '<@b> and <@a>, not me@Lin',
    )
    expect(called('請問@陳雅婷老師', ids, token)).toBe('請問<@c>老師')
    expect(called('@Linus', ids, token)).toBe('@Linus')
  })
})
