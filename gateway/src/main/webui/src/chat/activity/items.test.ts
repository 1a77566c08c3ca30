import { expect, test } from 'vitest'
import { type Activity, continued, type Items, refreshed } from './items'

const item = (number: number, more: Partial<Activity> = {}): Activity => ({
  kind: 'mention',
  conversation: 'c',
  name: '7B',
  number,
  post: null,
  at: `2026-11-22T10:00:0${number}Z`,
  unread: true,
  title: null,
  text: '',
  people: [],
  count: 1,
  emoji: [],
  ...more,
})

const ready = (numbers: readonly number[], next: string | null): Items => ({
  status: 'ready',
  items: numbers.map((number) => item(number)),
  next,
  more: 'idle',
})

test('a first page takes the place of what it covers and leaves what is older', () => {
  const before = ready([5, 4, 3, 2, 1], 'after 1')
  const page = { items: [item(6), item(5), item(3)], next: 'after 3' }
  expect(refreshed(before, page)).toMatchObject({
    items: [{ number: 6 }, { number: 5 }, { number: 3 }, { number: 2 }, { number: 1 }],
    next: 'after 1',
  })
})

test('a page that is all there is takes the place of everything', () => {
  expect(refreshed(ready([5, 4], 'after 4'), { items: [item(5)], next: null })).toMatchObject({
    items: [{ number: 5 }],
    next: null,
  })
})

test('what has moved to the top is not shown a second time', () => {
  const moved = item(2, { kind: 'reaction', at: '2026-11-22T10:00:09Z' })
  const before = continued(ready([5, 4], 'after 4'), {
    items: [item(3), item(2, { kind: 'reaction' })],
    next: null,
  })
  expect(refreshed(before, { items: [moved, item(5)], next: 'after 5' })).toMatchObject({
    items: [{ kind: 'reaction' }, { number: 5 }, { number: 4 }, { number: 3 }],
  })
})

test('a reaction to a message is something else than the message', () => {
  const before = continued(ready([5], 'after 5'), {
    items: [item(5, { kind: 'reaction' })],
    next: null,
  })
  expect(before).toMatchObject({ items: [{ kind: 'mention' }, { kind: 'reaction' }] })
})
