import { expect, it } from 'vitest'
import { newId } from './ids'

it('makes UUIDv7 that sort in the order made, also within a millisecond and when the clock goes back', () => {
  const now = Date.UTC(2026, 10, 22)
  const ids = [...Array(5_000).keys()].map((i) => newId(i < 4_500 ? now : now - 1_000))
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(now)
})
