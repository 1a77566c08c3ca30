import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Watching } from './Watching'

describe('whom a page shows', () => {
  let told: string[][]
  let taken: boolean
  let watching: Watching

  beforeEach(() => {
    vi.useFakeTimers()
    told = []
    taken = true
    watching = new Watching(async (accounts) => {
      told.push(accounts)
      return taken
    })
  })
  afterEach(() => {
    watching.close()
    vi.useRealTimers()
  })

  it('is told once scrolling rests, and only if it is another', async () => {
    watching.connected()
    expect(told).toEqual([])
    const hideLin = watching.show('lin')
    const hideAna = watching.show('ana')
    await vi.advanceTimersByTimeAsync(150)
    watching.show('bob')()
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(told).toEqual([['lin', 'ana']])

    // shown twice, hidden once
    watching.show('lin')
    hideLin()
    await vi.advanceTimersByTimeAsync(500)
    expect(told).toHaveLength(1)
    hideAna()
    await vi.advanceTimersByTimeAsync(500)
    expect(told).toEqual([['lin', 'ana'], ['lin']])
  })

  it('is told to each new line at once, and to none that is down', async () => {
    watching.show('lin')
    await vi.advanceTimersByTimeAsync(500)
    expect(told).toEqual([])
    watching.connected()
    expect(told).toEqual([['lin']])
    watching.disconnected()
    watching.show('ana')
    await vi.advanceTimersByTimeAsync(500)
    expect(told).toHaveLength(1)
    watching.connected()
    expect(told.at(-1)).toEqual(['lin', 'ana'])
  })

  it('is nobody while the page is in the background', async () => {
    watching.show('lin')
    watching.connected()
    watching.lookedAt(false)
    watching.show('ana')
    await vi.advanceTimersByTimeAsync(500)
    watching.lookedAt(true)
    expect(told).toEqual([['lin'], [], ['lin', 'ana']])
  })

  it('is told again if the server could not take it', async () => {
    taken = false
    watching.show('lin')
    watching.connected()
    await vi.advanceTimersByTimeAsync(0)
    taken = true
    await vi.advanceTimersByTimeAsync(20_000)
    expect(told).toEqual([['lin'], ['lin']])
  })

  it('is the latest hundred of too many', async () => {
    for (let n = 1; n <= 130; n++) watching.show(`person ${n}`)
    watching.connected()
    expect(told[0]).toHaveLength(100)
    expect(told[0]?.at(-1)).toBe('person 130')
  })
})
