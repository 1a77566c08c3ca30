import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { connection, tryNow, watchConnection } from './connection'
import type { SocketState } from './socket'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const states = createStore<SocketState>(() => ({ status: 'connecting' }))
  const nudge = vi.fn()
  const stop = watchConnection({ states, nudge })
  return {
    nudge,
    stop,
    set: (state: SocketState) => states.setState(state, true),
    said: () => connection.getState(),
  }
}

describe('what a person is told of the line', () => {
  it('is nothing while a break is short', () => {
    const { set, said, stop } = setUp()
    set({ status: 'live' })
    set({ status: 'waiting' })
    vi.advanceTimersByTime(1_999)
    set({ status: 'live' })
    vi.advanceTimersByTime(20_000)
    expect(said()).toBe('steady')
    stop()
  })

  it('is reconnecting after 2 s, offline after 10 s however often it was tried, back for 2 s', () => {
    const { set, said, stop } = setUp()
    vi.advanceTimersByTime(2_000)
    expect(said()).toBe('reconnecting')
    for (let i = 0; i < 8; i++) {
      set({ status: i % 2 ? 'connecting' : 'waiting' })
      vi.advanceTimersByTime(1_000)
    }
    expect(said()).toBe('offline')
    set({ status: 'live' })
    expect(said()).toBe('back')
    vi.advanceTimersByTime(2_000)
    expect(said()).toBe('steady')
    stop()
  })

  it('is that the server refused the page, and nothing after it is left', () => {
    const { set, said, stop } = setUp()
    set({ status: 'stopped', reason: 'refused' })
    vi.advanceTimersByTime(20_000)
    expect(said()).toBe('refused')
    stop()
    expect(said()).toBe('steady')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('can be tried again at once', () => {
    const { nudge, stop } = setUp()
    tryNow()
    expect(nudge).toHaveBeenCalledOnce()
    stop()
    tryNow()
    expect(nudge).toHaveBeenCalledOnce()
  })
})
