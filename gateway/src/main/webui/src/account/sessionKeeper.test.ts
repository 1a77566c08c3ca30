import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, Problem } from '../shared/net/problem'
import type { Grant, Profile } from './session'
import { SessionKeeper, type TabMessage } from './sessionKeeper'

const profile = (number: number): Profile => ({
  id: `01930000-0000-7000-8000-00000000000${number}`,
  name: 'Ana Duarte',
  email: 'ana@school.example',
  language: 'en',
  timeZone: null,
  status: '',
  photo: null,
  findable: 'everyone',
  roles: [],
  createdAt: '2026-09-01T01:00:00Z',
})
const problem = (slug: string): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { slug, status: 0, title: '', detail: '' },
})

/** The server: one cookie for all tabs of a browser, each exchange gives the next token. */
class Server {
  exchanges = 0
  answer: 'grants' | 'session-ended' | 'unreachable' = 'grants'
  account = profile(1)
  /** While set, exchanges wait for it. */
  gate: Promise<void> | null = null

  readonly refresh = async (): Promise<Answer<Grant>> => {
    this.exchanges++
    await this.gate
    if (this.answer !== 'grants') return problem(this.answer)
    return { ok: true, value: this.grant(`token-${this.exchanges}`) }
  }
  readonly signOut = async (): Promise<Answer<null>> => {
    if (this.answer === 'unreachable') return problem('unreachable')
    this.answer = 'session-ended'
    return { ok: true, value: null }
  }
  grant(value: string): Grant {
    return { account: this.account, token: { value, goodUntil: Date.now() + 600_000 } }
  }
}

/** What the tabs of one browser share. */
class Browser {
  remembered: Profile | null = null
  readonly strangers: number[] = []
  readonly #tabs: { onmessage: BroadcastChannel['onmessage'] }[] = []
  #last: Promise<unknown> = Promise.resolve()
  #busy = 0
  /** How long what a tab tells takes to the others; null: it is there at once. */
  messagesTakeMs: number | null = null

  constructor(readonly server: Server) {}

  tab(): SessionKeeper {
    const number = this.#tabs.length
    const channel: { onmessage: BroadcastChannel['onmessage']; postMessage(m: TabMessage): void } =
      {
        onmessage: null,
        postMessage: (message) => {
          for (const other of this.#tabs.filter((one) => one !== channel)) {
            const event = new MessageEvent('message', { data: message })
            const deliver = () => other.onmessage?.call(null as never, event)
            if (this.messagesTakeMs === null) deliver()
            else setTimeout(deliver, this.messagesTakeMs)
          }
        },
      }
    this.#tabs.push(channel)
    return new SessionKeeper({
      refresh: this.server.refresh,
      signOut: this.server.signOut,
      memory: {
        read: () => this.remembered,
        write: (account) => {
          this.remembered = account
        },
      },
      tabs: channel,
      alone: (run) => {
        const waited = this.#busy++ > 0
        const turn = this.#last.then(() => run(waited)).finally(() => this.#busy--)
        this.#last = turn.catch(() => undefined)
        return turn
      },
      onStranger: () => this.strangers.push(number),
    })
  }
}

function setUp({ remembered = true } = {}) {
  const server = new Server()
  const browser = new Browser(server)
  if (remembered) browser.remembered = profile(1)
  return { server, browser }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('on load', () => {
  it('asks nobody when nobody was here', async () => {
    const { server, browser } = setUp({ remembered: false })
    const tab = browser.tab()
    await tab.start()
    expect(tab.store.getState()).toEqual({ status: 'signed-out', why: 'nobody' })
    expect(server.exchanges).toBe(0)
  })

  it('goes on with whoever was here', async () => {
    const { browser } = setUp()
    const tab = browser.tab()
    expect(tab.store.getState().status).toBe('unknown')
    await tab.start()
    expect(tab.store.getState()).toMatchObject({ status: 'signed-in', account: profile(1) })
    expect(tab.currentToken()).toBe('token-1')
  })

  it('sends out whose session has ended, and forgets them', async () => {
    const { server, browser } = setUp()
    server.answer = 'session-ended'
    const tab = browser.tab()
    await tab.start()
    expect(tab.store.getState()).toEqual({ status: 'signed-out', why: 'ended' })
    expect(browser.remembered).toBeNull()
  })

  it('shows what is kept when the server cannot be reached, and signs in when it can', async () => {
    const { server, browser } = setUp()
    server.answer = 'unreachable'
    const tab = browser.tab()
    await tab.start()
    expect(tab.store.getState()).toEqual({
      status: 'signed-in',
      account: profile(1),
      token: null,
    })
    expect(await tab.freshToken()).toEqual(problem('unreachable'))
    server.answer = 'grants'
    expect(await tab.freshToken()).toMatchObject({ ok: true })
    expect(tab.currentToken()).not.toBeNull()
  })

  it('waits 1.5 s at most for a slow server, and still hears its answer', async () => {
    const { server, browser } = setUp()
    let open = () => {}
    server.gate = new Promise((resolve) => {
      open = resolve
    })
    const tab = browser.tab()
    const started = tab.start()
    await vi.advanceTimersByTimeAsync(1_499)
    expect(tab.store.getState().status).toBe('unknown')
    await vi.advanceTimersByTimeAsync(1)
    await started
    expect(tab.store.getState()).toMatchObject({ status: 'signed-in', token: null })
    open()
    await vi.advanceTimersByTimeAsync(0)
    expect(tab.currentToken()).toBe('token-1')
  })
})

describe('a token', () => {
  it('is used until it has less than a minute left', async () => {
    const { server, browser } = setUp()
    const tab = browser.tab()
    await tab.start()
    await vi.advanceTimersByTimeAsync(540_000)
    expect(await tab.freshToken()).toEqual({ ok: true, value: 'token-1' })
    await vi.advanceTimersByTimeAsync(1)
    expect(await tab.freshToken()).toEqual({ ok: true, value: 'token-2' })
    expect(server.exchanges).toBe(2)
  })

  it('is replaced once when the server turned it down', async () => {
    const { server, browser } = setUp()
    const tab = browser.tab()
    await tab.start()
    const both = await Promise.all([tab.freshToken('token-1'), tab.freshToken('token-1')])
    expect(both).toEqual([
      { ok: true, value: 'token-2' },
      { ok: true, value: 'token-2' },
    ])
    expect(server.exchanges).toBe(2)
  })

  it('is fetched by one tab for all of them', async () => {
    const { server, browser } = setUp()
    const tabs = [browser.tab(), browser.tab(), browser.tab()]
    await Promise.all(tabs.map((tab) => tab.start()))
    expect(server.exchanges).toBe(1)
    expect(tabs.map((tab) => tab.currentToken())).toEqual(['token-1', 'token-1', 'token-1'])
  })
})

describe('a token that another tab fetched', () => {
  it('is waited for, though the turn came first', async () => {
    const { server, browser } = setUp()
    const tabs = [browser.tab(), browser.tab()]
    browser.messagesTakeMs = 300
    const asked = Promise.all(tabs.map((tab) => tab.freshToken()))
    await vi.advanceTimersByTimeAsync(300)
    expect(await asked).toEqual([
      { ok: true, value: 'token-1' },
      { ok: true, value: 'token-1' },
    ])
    expect(server.exchanges).toBe(1)
  })

  it('is not waited for for ever', async () => {
    const { server, browser } = setUp()
    const tabs = [browser.tab(), browser.tab()]
    server.answer = 'unreachable'
    const asked = Promise.all(tabs.map((tab) => tab.freshToken()))
    await vi.advanceTimersByTimeAsync(999)
    expect(server.exchanges).toBe(1)
    server.answer = 'grants'
    await vi.advanceTimersByTimeAsync(1)
    expect(await asked).toEqual([problem('unreachable'), { ok: true, value: 'token-2' }])
  })
})

describe('signing out', () => {
  it('is for all tabs', async () => {
    const { browser } = setUp()
    const [here, there] = [browser.tab(), browser.tab()]
    await Promise.all([here.start(), there.start()])
    expect(await here.leave()).toEqual({ ok: true, value: null })
    expect(there.store.getState()).toEqual({ status: 'signed-out', why: 'left' })
    expect(browser.remembered).toBeNull()
    expect(await there.freshToken()).toMatchObject({ problem: { slug: 'session-ended' } })
  })

  it('does not happen when the server cannot be reached', async () => {
    const { server, browser } = setUp()
    const tab = browser.tab()
    await tab.start()
    server.answer = 'unreachable'
    expect((await tab.leave()).ok).toBe(false)
    expect(tab.store.getState().status).toBe('signed-in')
  })

  it('is not undone by a token that was on its way', async () => {
    const { server, browser } = setUp()
    const [here, there] = [browser.tab(), browser.tab()]
    await Promise.all([here.start(), there.start()])
    const [, token] = await Promise.all([here.leave(), there.freshToken('token-1')])
    expect(token).toMatchObject({ ok: false })
    expect(there.store.getState().status).toBe('signed-out')
    expect(server.exchanges).toBe(1)
  })
})

describe('deleting the account', () => {
  it('is with a good token, and ends all tabs with the reason', async () => {
    const { server, browser } = setUp()
    const [here, there] = [browser.tab(), browser.tab()]
    await Promise.all([here.start(), there.start()])
    const tokens: string[] = []
    const deleted = here.delete(async (token) => {
      tokens.push(token)
      // the server closes the sockets of the account before its answer arrives: tabs ask for another token
      const asked = [here.freshToken(token), there.freshToken(token)]
      await Promise.resolve()
      expect(there.store.getState().status).toBe('signed-in')
      void Promise.all(asked)
      return { ok: true, value: null }
    })
    expect(await deleted).toEqual({ ok: true, value: null })
    await vi.advanceTimersByTimeAsync(0)
    expect(tokens).toEqual(['token-1'])
    for (const tab of [here, there])
      expect(tab.store.getState()).toEqual({ status: 'signed-out', why: 'deleted' })
    expect(browser.remembered).toBeNull()
    expect(server.exchanges).toBe(1)
  })

  it('that is refused changes nothing', async () => {
    const { browser } = setUp()
    const tab = browser.tab()
    await tab.start()
    expect(await tab.delete(async () => problem('password-wrong'))).toEqual(
      problem('password-wrong'),
    )
    expect(tab.store.getState().status).toBe('signed-in')
  })
})

describe('signing in', () => {
  it('is for all tabs that wait for it', async () => {
    const { server, browser } = setUp({ remembered: false })
    const [here, there] = [browser.tab(), browser.tab()]
    here.begin(server.grant('token-1'))
    expect(there.currentToken()).toBe('token-1')
    expect(browser.remembered).toEqual(profile(1))
  })

  it('as somebody else gives a tab up that shows what was not theirs', async () => {
    const { server, browser } = setUp()
    const tab = browser.tab()
    await tab.start()
    server.account = profile(2)
    await tab.freshToken('token-1')
    expect(browser.strangers).toEqual([0])
    expect(browser.remembered).toEqual(profile(2))
  })
})
