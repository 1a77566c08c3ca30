import { expect, it, onTestFinished, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { type Answer, unreachable } from '../shared/net/problem'
import type { Reply } from '../shared/net/socket'
import { CallLine, type CallSocket } from './CallLine'
import { type IceServers, OwnCall } from './OwnCall'
import { CONVERSATION, ELSEWHERE, HERE, ME, OTHER, ringingThere, THERE } from './testing'
import type { Call, CallEvent, Command, Result } from './wire/frames'

const WAIT_MS = 15_000
const DEVICES: Readonly<Record<string, string>> = { [ME]: HERE, [OTHER]: THERE }

/** The server, as far as one call between two devices needs it, and what it was told at the end. */
class Exchange {
  readonly lines = new Map<string, { onEvent: (event: CallEvent) => void; onLive: () => void }>()
  readonly reports: Record<string, unknown>[] = []
  call: Call | null = null
  /** Whose line is cut: nothing of theirs is heard, and nothing is said to them. */
  cut = new Set<string>()
  /** The next answer is said only after what follows from it. */
  isSlow = false
  /** What the two say to each other is lost. */
  losesSignals = false

  join(
    me: string,
    servers: () => Promise<Answer<IceServers>> = async () => ({ ok: true, value: NO_SERVERS }),
  ): OwnCall {
    const line = new CallLine({
      me,
      device: DEVICES[me] ?? ELSEWHERE,
      connect: (listener) => {
        this.lines.set(me, listener)
        return this.#socket(me)
      },
    })
    this.lines.get(me)?.onLive()
    const own = new OwnCall({ line, servers })
    onTestFinished(() => own.close())
    return own
  }

  /** The line of somebody is back. */
  mend(me: string): void {
    this.cut.delete(me)
    this.lines.get(me)?.onLive()
  }

  #socket(me: string): CallSocket {
    const states = createStore(() => ({ status: 'live' }) as const)
    const ask = (command: Command) => this.#ask(me, command)
    const tell = (command: Command) => void this.#ask(me, command)
    const parts = { states, ask, tell, open: () => undefined, close: () => undefined }
    return parts as unknown as CallSocket
  }

  async #ask(me: string, command: Command): Promise<Reply<Result>> {
    if (this.cut.has(me)) return { status: 'lost' }
    // the line takes a moment
    await Promise.resolve()
    switch (command.type) {
      case 'attach': {
        const calls = this.call && this.call.state !== 'ended' ? [this.call] : []
        return { status: 'ok', result: { calls, now: new Date().toISOString() } }
      }
      case 'call.start':
        return this.#become({ ...ringingThere(), id: command.call, caller: me, ...other(me) })
      case 'call.answer': {
        const isSlow = this.isSlow
        const reply = this.#change({ state: 'connected', calleeSeat: seat(me) })
        if (isSlow) await vi.waitFor(() => expect(this.offers).toBeGreaterThan(0), WAIT_MS)
        return reply
      }
      case 'call.end':
        return this.#change({ state: 'ended', ending: 'hung-up' })
      case 'call.report':
        this.reports.push(command)
        return { status: 'ok', result: undefined }
      default:
        if (command.type === 'call.description') this.offers++
        if (!this.losesSignals)
          this.#say(me === ME ? OTHER : ME, structuredClone(command) as CallEvent)
        return { status: 'ok', result: undefined }
    }
  }

  offers = 0

  #change(change: Partial<Call>): Reply<Result> {
    if (!this.call) throw new Error('there is no call')
    return this.#become({ ...this.call, ...change, revision: this.call.revision + 1 })
  }

  #become(call: Call): Reply<Result> {
    this.call = call
    for (const person of this.lines.keys()) this.#say(person, { type: 'call.changed', call })
    return { status: 'ok', result: { call } }
  }

  #say(person: string, event: CallEvent): void {
    if (!this.cut.has(person)) this.lines.get(person)?.onEvent(event)
  }
}

const NO_SERVERS = { iceServers: [], goodUntil: new Date(Date.now() + 600_000).toISOString() }
const seat = (person: string) => ({ device: DEVICES[person] ?? ELSEWHERE, awaySince: null })
const other = (me: string) => ({
  callee: me === ME ? OTHER : ME,
  callerSeat: seat(me),
})

const phase = (own: OwnCall) => own.store.getState().phase
const comesTo = (own: OwnCall, wanted: string) =>
  vi.waitFor(() => expect(phase(own)).toBe(wanted), WAIT_MS)

async function answer(own: OwnCall, exchange: Exchange): Promise<void> {
  await vi.waitFor(() => expect(exchange.call?.state).toBe('ringing'))
  if (exchange.call) own.answer(exchange.call, true)
}

it('talks, sends what is wanted, and ends on both sides, with a report from each', async () => {
  const exchange = new Exchange()
  const [mine, theirs] = [exchange.join(ME), exchange.join(OTHER)]
  mine.call(CONVERSATION, true)
  await answer(theirs, exchange)
  await comesTo(mine, 'flowing')
  await comesTo(theirs, 'flowing')
  const remote = () => theirs.store.getState().remote
  await vi.waitFor(
    () => expect(remote()).toMatchObject({ microphone: true, camera: true }),
    WAIT_MS,
  )
  expect(remote().tracks.camera?.kind).toBe('video')

  mine.media.setHeard(false)
  mine.media.setSeen(false)
  await vi.waitFor(() => expect(remote()).toMatchObject({ microphone: false, camera: false }))
  expect(mine.media.tracks.camera).toBeNull()

  mine.hangUp()
  expect(phase(mine)).toBe('idle')
  await comesTo(theirs, 'over')
  expect(mine.media.tracks.microphone).toBeNull()
  expect(theirs.media.tracks.microphone).toBeNull()
  await vi.waitFor(() => expect(exchange.reports).toHaveLength(2))
  for (const report of exchange.reports)
    expect(report).toMatchObject({ setUpMs: expect.any(Number), path: 'direct' })
})

it('takes an offer that comes before it has heard that its answer was the first', async () => {
  const exchange = new Exchange()
  const [mine, theirs] = [exchange.join(ME), exchange.join(OTHER)]
  exchange.isSlow = true
  mine.call(CONVERSATION, false)
  await answer(theirs, exchange)
  await comesTo(theirs, 'flowing')
  await comesTo(mine, 'flowing')
})

it('asks again for the servers that it could not have, as long as the two do not reach each other', async () => {
  const exchange = new Exchange()
  exchange.losesSignals = true
  const set = vi.spyOn(RTCPeerConnection.prototype, 'setConfiguration')
  onTestFinished(() => set.mockRestore())
  const relay = { urls: 'turn:127.0.0.1:9', username: 'me', credential: 'secret' }
  const answers: Answer<IceServers>[] = [
    { ok: false, problem: unreachable },
    { ok: true, value: { ...NO_SERVERS, iceServers: [relay] } },
  ]
  const mine = exchange.join(ME, async () => answers.shift() ?? { ok: false, problem: unreachable })
  const theirs = exchange.join(OTHER)
  mine.call(CONVERSATION, false)
  await answer(theirs, exchange)
  await vi.waitFor(
    () => expect(set).toHaveBeenCalledWith(expect.objectContaining({ iceServers: [relay] })),
    WAIT_MS,
  )
  expect(answers).toEqual([])
})

it('is not kept from the next call by one that ended while the two negotiated', async () => {
  const exchange = new Exchange()
  const [mine, theirs] = [exchange.join(ME), exchange.join(OTHER)]
  // they would be done before anybody looks
  exchange.losesSignals = true
  mine.call(CONVERSATION, false)
  await answer(theirs, exchange)
  await comesTo(theirs, 'connecting')
  mine.hangUp()
  await comesTo(theirs, 'over')
  exchange.losesSignals = false
  theirs.call(CONVERSATION, false)
  await vi.waitFor(() => expect(exchange.call?.caller).toBe(OTHER))
  await answer(mine, exchange)
  await comesTo(mine, 'flowing')
  await comesTo(theirs, 'flowing')
})

it('says that it hung up when the line is back, if nobody heard it', async () => {
  const exchange = new Exchange()
  const [mine, theirs] = [exchange.join(ME), exchange.join(OTHER)]
  mine.call(CONVERSATION, false)
  await answer(theirs, exchange)
  await comesTo(mine, 'flowing')
  exchange.cut.add(ME)
  mine.line.store.setState({ isUp: false })
  mine.hangUp()
  expect(exchange.call?.state).toBe('connected')
  exchange.mend(ME)
  await comesTo(theirs, 'over')
  expect(phase(mine)).toBe('idle')
})

it('is taken up by a page that was loaded anew', async () => {
  const exchange = new Exchange()
  const [mine, theirs] = [exchange.join(ME), exchange.join(OTHER)]
  mine.call(CONVERSATION, true)
  await answer(theirs, exchange)
  await comesTo(theirs, 'flowing')
  const before = theirs.store.getState().remote.tracks.camera
  // the page is gone without a word
  exchange.cut.add(ME)
  mine.close()
  exchange.cut.delete(ME)
  const again = exchange.join(ME)
  await comesTo(again, 'flowing')
  await vi.waitFor(
    () => expect(theirs.store.getState().remote.tracks.camera).not.toBe(before),
    WAIT_MS,
  )
})
