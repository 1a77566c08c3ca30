import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from './problem'
import { type Incoming, Socket, type Transport } from './socket'

type Command = { type: 'say'; text: string } | { type: 'hum' }
type Result = { number: number }
type News = { type: 'news' }

/** The server's end of a line, as the test plays it. */
class Line implements Transport {
  onmessage: Transport['onmessage'] = null
  onclose: Transport['onclose'] = null
  readonly sent: Record<string, unknown>[] = []
  closedWith: number | undefined | 'open' = 'open'

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}

  send(text: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    this.sent.push(JSON.parse(String(text)))
  }
  close(code?: number): void {
    this.closedWith = code
  }
  says(frame: Incoming<Result, News>): void {
    this.onmessage?.call(
      null as never,
      new MessageEvent('message', { data: JSON.stringify(frame) }),
    )
  }
  breaks(code: number): void {
    this.onclose?.call(null as never, Object.assign(new Event('close'), { code }) as CloseEvent)
  }
}

const sessionEnded: Answer<string> = {
  ok: false,
  problem: { slug: 'session-ended', status: 401, title: '', detail: '' },
}

/** Lets promises settle; time stands still. */
const settle = () => vi.advanceTimersByTimeAsync(0)

function setUp() {
  const lines: Line[] = []
  const asked: (string | undefined)[] = []
  const log: string[] = []
  let hint = () => {}
  let token: Answer<string> = { ok: true, value: 'token-1' }
  const socket = new Socket<Command, Result, News>({
    url: 'wss://class/ws',
    freshToken: async (refused) => {
      asked.push(refused)
      return token
    },
    decode: (text) => JSON.parse(text),
    onLive: () => log.push('live'),
    onEvent: (event) => log.push(event.type),
    onDown: () => log.push('down'),
    transport: (url, protocols) => {
      const line = new Line(url, protocols)
      lines.push(line)
      return line
    },
    hints: (listener) => {
      hint = listener
      return () => {
        hint = () => {}
      }
    },
    random: () => 1,
  })
  const last = () => {
    const line = lines.at(-1)
    if (!line) throw new Error('no line was opened')
    return line
  }
  const goLive = async () => {
    await settle()
    last().says({ kind: 'hello', pingAfterSeconds: 20 })
  }
  const status = () => socket.states.getState().status
  return {
    socket,
    lines,
    asked,
    log,
    last,
    goLive,
    status,
    giveToken: (next: Answer<string>) => (token = next),
    hint: () => hint(),
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the socket', () => {
  it('carries the token as a subprotocol and is live with the hello', async () => {
    const { socket, last, status, log } = setUp()
    socket.open()
    await settle()
    expect(last().protocols).toEqual([
      'bearer-token-carrier',
      'quarkus-http-upgrade%23Authorization%23Bearer%20token-1',
    ])
    expect(status()).toBe('connecting')
    last().says({ kind: 'hello', pingAfterSeconds: 20 })
    expect(status()).toBe('live')
    expect(log).toEqual(['live'])
  })

  it('matches answers to commands by ref, in whatever order they come', async () => {
    const { socket, last, goLive } = setUp()
    socket.open()
    await goLive()
    const first = socket.ask({ type: 'say', text: 'one' })
    const second = socket.ask({ type: 'say', text: 'two' })
    const third = socket.ask({ type: 'hum' })
    expect(last().sent).toEqual([
      { type: 'say', text: 'one', ref: 0 },
      { type: 'say', text: 'two', ref: 1 },
      { type: 'hum', ref: 2 },
    ])
    const problem = { slug: 'too-loud', status: 422, title: 'Too loud', detail: '' }
    last().says({ kind: 'error', ref: 1, problem })
    last().says({ kind: 'ok', ref: 2, result: undefined })
    last().says({ kind: 'ok', ref: 0, result: { number: 7 } })
    expect(await first).toEqual({ status: 'ok', result: { number: 7 } })
    expect(await second).toEqual({ status: 'refused', problem })
    expect(await third).toEqual({ status: 'ok', result: undefined })
  })

  it('passes events on and overlooks what it does not know', async () => {
    const { socket, last, goLive, log } = setUp()
    socket.open()
    await goLive()
    last().says({ kind: 'event', event: { type: 'news' } })
    last().onmessage?.call(null as never, new MessageEvent('message', { data: 'null' }))
    expect(log).toEqual(['live', 'news'])
  })

  it('pings after the silence the server named, and gives a dead line up after 10 s', async () => {
    const { socket, last, goLive, status, log } = setUp()
    socket.open()
    await goLive()
    await vi.advanceTimersByTimeAsync(19_999)
    expect(last().sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(last().sent).toEqual([{ type: 'ping', ref: 0 }])
    last().says({ kind: 'ok', ref: 0, result: undefined })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(last().sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(status()).toBe('waiting')
    expect(log).toEqual(['live', 'down'])
  })

  it('calls commands without an answer lost when the line breaks, before it says so', async () => {
    const { socket, last, goLive, log } = setUp()
    socket.open()
    await goLive()
    const reply = socket.ask({ type: 'hum' }).then(({ status }) => log.push(status))
    last().breaks(1006)
    await reply
    expect(log).toEqual(['live', 'down', 'lost'])
    expect(await socket.ask({ type: 'hum' })).toEqual({ status: 'lost' })
  })

  it('waits longer after each failure, up to 30 s, and starts over after a line that held', async () => {
    const { socket, lines, last, goLive } = setUp()
    socket.open()
    await settle()
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = lines.length
      last().breaks(1006)
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(lines).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(lines).toHaveLength(before + 1)
    }
    await goLive()
    await vi.advanceTimersByTimeAsync(10_000)
    const before = lines.length
    last().breaks(1001)
    await vi.advanceTimersByTimeAsync(500)
    expect(lines).toHaveLength(before + 1)
  })

  it('does not hammer a server that closes at once', async () => {
    const { socket, lines, last, goLive } = setUp()
    socket.open()
    for (let i = 0; i < 4; i++) {
      await goLive()
      last().breaks(1001)
      await vi.advanceTimersByTimeAsync(500 * 2 ** i)
    }
    expect(lines).toHaveLength(5)
    await goLive()
    last().breaks(1001)
    await vi.advanceTimersByTimeAsync(7_999)
    expect(lines).toHaveLength(5)
  })

  it('tries at once when the browser says that something changed', async () => {
    const { socket, lines, last, goLive, hint } = setUp()
    socket.open()
    await settle()
    for (let i = 0; i < 6; i++) {
      last().breaks(1006)
      hint()
      await settle()
    }
    expect(lines).toHaveLength(7)
    await goLive()
    hint()
    expect(last().sent).toEqual([{ type: 'ping', ref: 0 }])
  })

  it.each([
    [1000, 'done'],
    [1008, 'refused'],
  ] as const)('stops for good after %i', async (code, reason) => {
    const { socket, lines, last, goLive } = setUp()
    socket.open()
    await goLive()
    last().breaks(code)
    expect(socket.states.getState()).toEqual({ status: 'stopped', reason })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(lines).toHaveLength(1)
  })

  it.each([1001, 4408, 4409, 1006])('comes back after %i', async (code) => {
    const { socket, lines, last, goLive } = setUp()
    socket.open()
    await goLive()
    last().breaks(code)
    await vi.advanceTimersByTimeAsync(500)
    expect(lines).toHaveLength(2)
  })

  it('waits 10 s longer after 4429', async () => {
    const { socket, lines, last, goLive } = setUp()
    socket.open()
    await goLive()
    last().breaks(4429)
    await vi.advanceTimersByTimeAsync(10_499)
    expect(lines).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(lines).toHaveLength(2)
  })

  it('comes back with another token after 4401', async () => {
    const { socket, last, goLive, asked, giveToken } = setUp()
    socket.open()
    await goLive()
    giveToken({ ok: true, value: 'token-2' })
    last().breaks(4401)
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([undefined, 'token-1'])
    expect(last().protocols[1]).toContain('token-2')
  })

  it('suspects a token once when the handshake fails again and again', async () => {
    const { socket, last, asked, hint } = setUp()
    socket.open()
    await settle()
    for (let i = 0; i < 5; i++) {
      last().breaks(1006)
      hint()
      await settle()
    }
    expect(asked).toEqual([undefined, undefined, 'token-1', undefined, undefined, undefined])
  })

  it('hands the server a newer token before the old one ends', async () => {
    const { socket, last, goLive, giveToken } = setUp()
    socket.open()
    await goLive()
    const refreshes = () =>
      last()
        .sent.filter((frame) => frame.type === 'session.refresh')
        .map((frame) => frame.token)
    await vi.advanceTimersByTimeAsync(19_000)
    giveToken({ ok: true, value: 'token-2' })
    await vi.advanceTimersByTimeAsync(11_000)
    expect(refreshes()).toEqual(['token-2'])
  })

  it('stops when the session is over, and waits when the token cannot be had', async () => {
    const { socket, status, giveToken, lines } = setUp()
    giveToken({ ok: false, problem: { slug: 'unreachable', status: 0, title: '', detail: '' } })
    socket.open()
    await settle()
    expect(status()).toBe('waiting')
    giveToken(sessionEnded)
    await vi.advanceTimersByTimeAsync(500)
    expect(socket.states.getState()).toEqual({ status: 'stopped', reason: 'session-ended' })
    expect(lines).toHaveLength(0)
  })

  it('refuses a frame over 64 KiB by itself, and blames the largest when the server closes for size', async () => {
    const { socket, last, goLive } = setUp()
    socket.open()
    await goLive()
    expect(await socket.ask({ type: 'say', text: 'x'.repeat(65_536) })).toMatchObject({
      status: 'refused',
      problem: { slug: 'frame-too-large' },
    })
    expect(last().sent).toEqual([])
    const small = socket.ask({ type: 'say', text: 'x' })
    const large = socket.ask({ type: 'say', text: 'x'.repeat(60_000) })
    last().breaks(1009)
    expect(await small).toEqual({ status: 'lost' })
    expect(await large).toMatchObject({ status: 'refused', problem: { slug: 'frame-too-large' } })
  })

  it('gives up a handshake that does not end', async () => {
    const { socket, lines, status } = setUp()
    socket.open()
    await settle()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(lines[0]?.closedWith).toBeUndefined()
    expect(status()).toBe('waiting')
  })

  it('leaves nothing behind when closed, also while a token is on its way', async () => {
    const { socket, lines, log, goLive } = setUp()
    socket.open()
    await goLive()
    socket.close()
    expect(lines[0]?.closedWith).toBe(1000)
    expect(log).toEqual(['live', 'down'])
    expect(vi.getTimerCount()).toBe(0)
    socket.open()
    socket.close()
    await settle()
    expect(lines).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
