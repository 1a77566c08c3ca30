import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Answer, Problem } from './problem'

export type SocketState =
  | { status: 'idle' }
  | { status: 'connecting' }
  | { status: 'live' }
  | { status: 'waiting' }
  /** For good: `refused` by the server as not ours, the session is over, or the server said that it is done. */
  | { status: 'stopped'; reason: 'refused' | 'session-ended' | 'done' }

/** What a command came to. `lost`: no answer came; it may or may not have been carried out. */
export type Reply<Result> =
  | { status: 'ok'; result: Result | undefined }
  | { status: 'refused'; problem: Problem }
  | { status: 'lost' }

/** A frame as every socket of Homeroom has it; what is not of the frame layer is an event. */
export type Incoming<Result, Event> =
  | { kind: 'hello'; pingAfterSeconds: number }
  | { kind: 'ok'; ref: number; result: Result | undefined }
  | { kind: 'error'; ref: number | undefined; problem: Problem }
  | { kind: 'event'; event: Event }

/** The part of a browser's WebSocket that is used; tests script it. */
export type Transport = Pick<WebSocket, 'onmessage' | 'onclose' | 'send' | 'close'>

/** What the browser knows of the line and the person. Returns the way to stop listening. */
export type Hints = (listener: () => void) => () => void

/**
 * A token good for at least another minute. `refused` names one that the server turned down, so that another is fetched.
 * The problem `session-ended` means that nobody is signed in any more.
 */
export type FreshToken = (refused?: string) => Promise<Answer<string>>

export type SocketOptions<Result, Event> = {
  url: string
  freshToken: FreshToken
  /** Null for a frame that cannot be understood; it is passed over, since servers gain frames before clients do. */
  decode: (text: string) => Incoming<Result, Event> | null
  onLive: () => void
  onEvent: (event: Event) => void
  onDown: () => void
  transport?: (url: string, protocols: string[]) => Transport
  hints?: Hints
  random?: () => number
}

/** An answer takes milliseconds; past this the line is dead whatever TCP thinks. */
const ANSWER_TIMEOUT_MS = 10_000
/** Half of what the server promises a token to be good for when it is handed out. */
const TOKEN_CHECK_MS = 30_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
/** A line that broke sooner than this counts as another failure, or a server that closes at once would be hammered. */
const STEADY_MS = 10_000
/** What the server wants after 4429. */
const FLOOD_DELAY_MS = 10_000
const MAX_FRAME_BYTES = 65_536

const CLOSE = { done: 1000, refused: 1008, tooLarge: 1009, tokenEnded: 4401, flood: 4429 } as const

const tooLarge: Problem = {
  slug: 'frame-too-large',
  status: 413,
  title: 'Frame too large',
  detail: 'The frame is over 64 KiB.',
}

type Pending<Result> = {
  bytes: number
  settle: (reply: Reply<Result>) => void
  timer: ReturnType<typeof setTimeout>
}

/**
 * One lasting connection to a socket of the server: it comes back by itself, answers are matched to commands by `ref`,
 * and a dead line is noticed. It resumes nothing: `onLive` is where its owner asks for what was missed.
 */
export class Socket<Command extends { type: string }, Result, Event> {
  readonly states: StoreApi<SocketState> = createStore<SocketState>(() => ({ status: 'idle' }))
  readonly #options: SocketOptions<Result, Event>
  readonly #pending = new Map<number, Pending<Result>>()
  #transport: Transport | null = null
  #nextRef = 0
  #attempt = 0
  #liveSince = 0
  /** The attempt under way, or whose line is open. */
  #current: object | null = null
  #token: string | null = null
  #refusedToken: string | null = null
  #suspected: string | null = null
  #pingAfterMs = 0
  #timers: {
    retry?: ReturnType<typeof setTimeout>
    ping?: ReturnType<typeof setTimeout>
    token?: ReturnType<typeof setInterval>
    hello?: ReturnType<typeof setTimeout>
  } = {}
  #stopHints: () => void = () => undefined

  constructor(options: SocketOptions<Result, Event>) {
    this.#options = options
  }

  open(): void {
    if (this.states.getState().status !== 'idle') return
    this.#stopHints = (this.#options.hints ?? browserHints)(() => this.nudge())
    void this.#connect()
  }

  /** Ends the connection for good; what was not answered is `lost`. */
  close(): void {
    this.#stopHints()
    this.#drop({ status: 'idle' }, CLOSE.done)
  }

  /** Looks at the line at once: tries again if it was waiting to, makes sure that it is alive if it seems so. */
  nudge(): void {
    const { status } = this.states.getState()
    if (status === 'waiting') void this.#connect()
    if (status === 'live') this.#ping()
  }

  /** Sends a command and waits for its answer, at most 10 s. Never rejects. */
  ask(command: Command): Promise<Reply<Result>> {
    return this.#request(command)
  }

  /** Sends a command that needs no answer; without a live line it is dropped. */
  tell(command: Command): void {
    if (this.states.getState().status === 'live') this.#write(JSON.stringify(command))
  }

  #request(
    command: Command | { type: 'ping' } | { type: 'session.refresh'; token: string },
  ): Promise<Reply<Result>> {
    if (this.states.getState().status !== 'live') return Promise.resolve({ status: 'lost' })
    const ref = this.#nextRef++
    const text = JSON.stringify({ ...command, ref })
    const bytes = new TextEncoder().encode(text).length
    if (bytes > MAX_FRAME_BYTES) return Promise.resolve({ status: 'refused', problem: tooLarge })
    return new Promise((settle) => {
      const timer = setTimeout(() => this.#retry(0), ANSWER_TIMEOUT_MS)
      this.#pending.set(ref, { bytes, settle, timer })
      this.#write(text)
    })
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#timers.retry)
    this.states.setState({ status: 'connecting' }, true)
    const attempt = {}
    this.#current = attempt
    const answer = await this.#options.freshToken(this.#refusedToken ?? undefined)
    // closed, or replaced by another attempt, while the token was on its way
    if (this.#current !== attempt) return
    if (!answer.ok) {
      if (answer.problem.slug === 'session-ended')
        this.#drop({ status: 'stopped', reason: 'session-ended' })
      else this.#retry(0)
      return
    }
    this.#token = answer.value
    this.#refusedToken = null
    const open = this.#options.transport ?? browserTransport
    const transport = open(this.#options.url, subprotocols(answer.value))
    this.#transport = transport
    this.#timers.hello = setTimeout(() => this.#retry(0), ANSWER_TIMEOUT_MS)
    transport.onmessage = ({ data }) => this.#receive(data)
    transport.onclose = ({ code }) => this.#closed(code)
  }

  #receive(data: unknown): void {
    const frame = typeof data === 'string' ? this.#options.decode(data) : null
    if (!frame) return
    switch (frame.kind) {
      case 'hello':
        this.#live(frame.pingAfterSeconds * 1_000)
        return
      case 'ok':
        this.#settle(frame.ref, { status: 'ok', result: frame.result })
        return
      case 'error':
        if (frame.ref !== undefined)
          this.#settle(frame.ref, { status: 'refused', problem: frame.problem })
        return
      case 'event':
        this.#options.onEvent(frame.event)
        return
      default:
        frame satisfies never
    }
  }

  #live(pingAfterMs: number): void {
    clearTimeout(this.#timers.hello)
    this.#liveSince = Date.now()
    this.#pingAfterMs = pingAfterMs
    this.states.setState({ status: 'live' }, true)
    this.#armPing()
    this.#timers.token = setInterval(() => void this.#renewToken(), TOKEN_CHECK_MS)
    this.#options.onLive()
  }

  #settle(ref: number, reply: Reply<Result>): void {
    const pending = this.#pending.get(ref)
    if (!pending) return
    this.#pending.delete(ref)
    clearTimeout(pending.timer)
    pending.settle(reply)
  }

  #closed(code: number): void {
    switch (code) {
      case CLOSE.done:
        this.#drop({ status: 'stopped', reason: 'done' })
        return
      case CLOSE.refused:
        this.#drop({ status: 'stopped', reason: 'refused' })
        return
      case CLOSE.tooLarge:
        this.#refuseLargest()
        this.#retry(0)
        return
      case CLOSE.tokenEnded:
        this.#refusedToken = this.#token
        this.#retry(0)
        return
      case CLOSE.flood:
        this.#retry(FLOOD_DELAY_MS)
        return
      default:
        // A handshake refused for its token looks like any failure. Suspect each token once, on its second failure.
        if (this.#liveSince === 0 && this.#attempt > 0 && this.#suspected !== this.#token)
          this.#refusedToken = this.#suspected = this.#token
        this.#retry(0)
        return
    }
  }

  /** The server names no frame when it closes for size: it can only have been the largest. */
  #refuseLargest(): void {
    const [largest] = [...this.#pending].sort(([, a], [, b]) => b.bytes - a.bytes)
    if (largest) this.#settle(largest[0], { status: 'refused', problem: tooLarge })
  }

  #retry(atLeastMs: number): void {
    const wasSteady = this.#liveSince > 0 && Date.now() - this.#liveSince >= STEADY_MS
    this.#attempt = wasSteady ? 0 : this.#attempt + 1
    const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, this.#attempt - 1))
    const random = this.#options.random ?? Math.random
    // half fixed, half by chance: a restarted server is not met by everybody at once
    const delay = atLeastMs + ceiling * (0.5 + random() / 2)
    this.#drop({ status: 'waiting' })
    this.#timers.retry = setTimeout(() => void this.#connect(), delay)
  }

  #drop(state: SocketState, code?: number): void {
    const wasLive = this.states.getState().status === 'live'
    const { retry, ping, token, hello } = this.#timers
    for (const timer of [retry, ping, hello]) clearTimeout(timer)
    clearInterval(token)
    this.#timers = {}
    this.#current = null
    this.#liveSince = 0
    const transport = this.#transport
    this.#transport = null
    if (transport) {
      transport.onmessage = transport.onclose = null
      transport.close(code)
    }
    this.states.setState(state, true)
    for (const ref of [...this.#pending.keys()]) this.#settle(ref, { status: 'lost' })
    if (wasLive) this.#options.onDown()
  }

  #write(text: string): void {
    this.#transport?.send(text)
    this.#armPing()
  }

  #armPing(): void {
    clearTimeout(this.#timers.ping)
    this.#timers.ping = setTimeout(() => this.#ping(), this.#pingAfterMs)
  }

  // an unanswered ping ends the line as any unanswered command does
  #ping(): void {
    void this.#request({ type: 'ping' })
  }

  async #renewToken(): Promise<void> {
    const answer = await this.#options.freshToken()
    if (!answer.ok || answer.value === this.#token || this.states.getState().status !== 'live')
      return
    this.#token = answer.value
    void this.#request({ type: 'session.refresh', token: answer.value })
  }
}

/** A browser cannot set headers on a socket: the token travels as a subprotocol, which the server turns into the header. */
const subprotocols = (token: string): string[] => [
  'bearer-token-carrier',
  encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${token}`),
]

const browserTransport = (url: string, protocols: string[]): Transport =>
  new WebSocket(url, protocols)

const browserHints: Hints = (listener) => {
  const onVisibility = () => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
    document.removeEventListener('visibilitychange', onVisibility)
  }
}
