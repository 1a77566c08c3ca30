import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reply, Socket } from '../shared/net/socket'
import { attached, type Calls, type Id, NO_CALLS, take } from './calls'
import type { Call, CallEvent, Command, Result, Signal } from './wire/frames'

export type CallSocket = Socket<Command, Result, CallEvent>

export type LineState = {
  calls: Calls
  /** Whether the server knows that this device is there, and the device all calls. */
  isUp: boolean
  /** The server's clock, by which the times of calls are, less this device's; in milliseconds. */
  clockOffset: number
}

/** What is answered with a call. */
type Question = Extract<Command, { type: 'call.start' | 'call.answer' | 'call.end' }>

type Options = {
  me: Id
  device: Id
  connect: (listener: {
    onLive: () => void
    onEvent: (event: CallEvent) => void
    onDown: () => void
  }) => CallSocket
}

/** The line over which this device calls and is called: how the person's calls stand, and what is asked about them. */
export class CallLine {
  readonly me: Id
  readonly device: Id
  readonly socket: CallSocket
  readonly store: StoreApi<LineState> = createStore<LineState>(() => ({
    calls: NO_CALLS,
    isUp: false,
    clockOffset: 0,
  }))
  readonly #listeners = new Set<(signal: Signal) => void>()
  readonly #closed = new AbortController()

  constructor({ me, device, connect }: Options) {
    this.me = me
    this.device = device
    this.socket = connect({
      onLive: () => void this.#attach(),
      onEvent: (event) => this.#hear(event),
      onDown: () => this.store.setState({ isUp: false }),
    })
  }

  open(): void {
    this.socket.open()
  }

  /** For good: somebody else may be signed in next. */
  close(): void {
    // whoever has something left to say says it first
    this.#closed.abort()
    this.socket.close()
  }

  onClose(listener: () => void): void {
    this.#closed.signal.addEventListener('abort', listener)
  }

  /** Hears what the other devices of this one's calls say, until the returned function is called. */
  hear(listener: (signal: Signal) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks for something about a call; what became of it is in the store when the answer is there. */
  async ask(command: Question): Promise<Reply<Call>> {
    const reply = await this.socket.ask(command)
    if (reply.status !== 'ok') return reply
    const { result } = reply
    if (!result || !('call' in result)) return { status: 'lost' }
    this.#take(result.call)
    return { status: 'ok', result: this.store.getState().calls[result.call.id] ?? result.call }
  }

  /** Says something to the other device. What is lost is made up for when the line is back. */
  tell(signal: Signal): void {
    this.socket.tell(signal)
  }

  async #attach(): Promise<void> {
    const before = new Set(Object.keys(this.store.getState().calls))
    const reply = await this.socket.ask({ type: 'attach', device: this.device })
    // a line that breaks off attaches anew when it is back
    if (reply.status !== 'ok' || !reply.result || !('calls' in reply.result)) return
    const { calls: current, now } = reply.result
    this.store.setState(({ calls }) => ({
      calls: attached(calls, current, before, now),
      isUp: true,
      clockOffset: Date.parse(now) - Date.now(),
    }))
  }

  #hear(event: CallEvent): void {
    if (event.type === 'call.changed') this.#take(event.call)
    else for (const listener of this.#listeners) listener(event)
  }

  #take(call: Call): void {
    this.store.setState(({ calls }) => ({ calls: take(calls, call) }))
  }
}
