import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TypingSignal } from './typingSignal'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const told: boolean[] = []
  const signal = new TypingSignal((active) => told.push(active))
  return { told, signal }
}

it('tells once in 3 s that somebody types, however fast', () => {
  const { told, signal } = setUp()
  for (let i = 0; i < 100; i++) {
    signal.typed(Date.now())
    vi.advanceTimersByTime(100)
  }
  expect(told).toEqual([true, true, true, true])
})

it('tells that they stopped after 5 s without a key, and at once on request', () => {
  const { told, signal } = setUp()
  signal.typed(Date.now())
  vi.advanceTimersByTime(4_999)
  expect(told).toEqual([true])
  vi.advanceTimersByTime(1)
  expect(told).toEqual([true, false])
  signal.typed(Date.now())
  signal.stopped()
  signal.stopped()
  expect(told).toEqual([true, false, true, false])
  expect(vi.getTimerCount()).toBe(0)
})
