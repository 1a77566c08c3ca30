import { type Actor, createActor } from 'xstate'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { newId } from '../shared/ids'
import type { Answer } from '../shared/net/problem'
import type { CallLine } from './CallLine'
import { type Calls, type Id, partOf, seatOf } from './calls'
import { type LifeContext, life } from './life'
import { Connection, type Line } from './media/Connection'
import { isHeard, OwnMedia } from './media/OwnMedia'
import {
  type Hold,
  hold,
  NOT_HELD,
  type Quality,
  qualityOf,
  type Reading,
  readingOf,
} from './media/quality'
import type { Call, Signal } from './wire/frames'

/** How far the call of this device has come. */
export type Phase =
  | 'idle'
  | 'asking'
  | 'calling'
  | 'answering'
  | 'connecting'
  | 'flowing'
  | 'reconnecting'
  | 'over'

/** What the other device sends, by what it says and by what comes. */
export type Remote = {
  microphone: boolean
  camera: boolean
  screen: boolean
  /** Its camera's picture is held back to keep the sound. */
  paused: boolean
  tracks: Readonly<Record<Line, MediaStreamTrack | null>>
}

export type OwnCallState = {
  phase: Phase
  context: LifeContext
  remote: Remote
  quality: Quality | null
  /** Whether this device holds its own picture back to keep the sound. */
  isHeld: boolean
  /** When the line broke, in milliseconds since the epoch; null while it has not. */
  brokenAt: number | null
}

export type IceServers = { iceServers: RTCIceServer[]; goodUntil: string }

type Options = {
  line: CallLine
  /** The servers by which the two find a way to each other. */
  servers: (call: Id) => Promise<Answer<IceServers>>
}

const NO_TRACKS = { microphone: null, camera: null, screen: null, screenSound: null }
const NOTHING_YET: Remote = {
  microphone: true,
  camera: false,
  screen: false,
  paused: false,
  tracks: NO_TRACKS,
}

const LOOK_MS = 5_000
/** The password for a relay is fetched anew so long before it ends. */
const RENEW_MS = 60_000

/** The one call that this device has a part in: carries out what its life asks for, over the line, the devices and WebRTC. */
export class OwnCall {
  readonly store: StoreApi<OwnCallState>
  readonly media: OwnMedia
  readonly line: CallLine
  readonly #servers: Options['servers']
  readonly #actor: Actor<typeof life>
  readonly #stops: (() => void)[] = []
  /** What this page has hung up on, for when the server did not hear it. */
  readonly #givenUp = new Set<Id>()
  #connection: Connection | null = null
  #known: { call: Id; servers: Promise<IceServers> } | null = null
  /** What was said before this device had heard that its answer was the first. */
  #early: Signal[] = []
  /** Signals are taken one after the other: each may wait for the browser. */
  #taking: Promise<void> = Promise.resolve()
  #look: ReturnType<typeof setInterval> | undefined
  #reading: Reading | null = null
  #hold: Hold = NOT_HELD
  #begunAt = 0
  #setUpMs: number | null = null

  constructor({ line, servers }: Options) {
    this.line = line
    this.#servers = servers
    this.media = new OwnMedia((kind, track) => this.#send(kind, track))
    this.#actor = createActor(
      life.provide({
        actions: {
          askToBegin: ({ context }) => void this.#askToBegin(context),
          askToAnswer: ({ context }) => void this.#askToAnswer(context),
          askToEnd: ({ context }) => this.#askToEnd(context),
          openDevices: ({ context }) => this.media.open(context.video),
          closeDevices: () => this.media.close(),
          connect: ({ context, event }) => this.#connect(context.call, event.type === 'rejoin'),
          disconnect: () => this.#disconnect(),
        },
      }),
    )
    this.store = createStore<OwnCallState>(() => ({
      phase: 'idle',
      context: this.#actor.getSnapshot().context,
      remote: NOTHING_YET,
      quality: null,
      isHeld: false,
      brokenAt: null,
    }))
    this.#actor.subscribe(({ value, context }) => {
      const phase: Phase = typeof value === 'string' ? value : value.talking
      const { brokenAt } = this.store.getState()
      this.store.setState({
        phase,
        context,
        brokenAt: phase === 'reconnecting' ? (brokenAt ?? Date.now()) : null,
      })
    })
    this.#actor.start()
    this.#stops.push(
      line.store.subscribe((now, before) => {
        if (now.calls !== before.calls) this.#told(now.calls, before.calls)
        if (now.isUp && !before.isUp) this.#lineIsBack()
      }),
      line.hear((signal) => this.#hear(signal)),
      this.media.store.subscribe(() => this.#tellMedia()),
    )
    line.onClose(() => this.hangUp())
    this.#takeUp()
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.hangUp()
    this.#actor.stop()
    this.#disconnect()
    this.media.close()
  }

  call(conversation: Id, video: boolean): void {
    const beginning = { id: newId(Date.now()), conversation, video }
    this.#actor.send({ type: 'call', beginning })
  }

  answer(call: Call, video: boolean): void {
    const instead = !['idle', 'over'].includes(this.store.getState().phase)
    this.#actor.send({ type: 'answer', call, video, instead })
  }

  decline(call: Call): void {
    this.#givenUp.add(call.id)
    this.#tellOfEnd(call.id)
  }

  hangUp(): void {
    // a page that is closed closes its line too
    if (this.#actor.getSnapshot().status === 'active') this.#actor.send({ type: 'hangUp' })
  }

  dismiss(): void {
    this.#actor.send({ type: 'dismiss' })
    this.#takeUp()
  }

  // ---- what is asked of the server

  async #askToBegin({ beginning }: LifeContext): Promise<void> {
    if (!beginning) return
    const { id, conversation, video } = beginning
    this.#carriedOut(await this.line.ask({ type: 'call.start', call: id, conversation, video }))
  }

  async #askToAnswer({ call, instead }: LifeContext): Promise<void> {
    if (!call) return
    void this.#prepare(call.id)
    this.#carriedOut(await this.line.ask({ type: 'call.answer', call: call.id, instead }))
  }

  #carriedOut(reply: Awaited<ReturnType<CallLine['ask']>>): void {
    switch (reply.status) {
      case 'ok':
        if (!reply.result) return
        void this.#prepare(reply.result.id)
        this.#actor.send({ type: 'begun', call: reply.result, part: this.#part(reply.result) })
        return
      case 'refused':
        this.#actor.send({ type: 'refused', problem: reply.problem })
        return
      case 'lost':
        // asked again when the line is back
        return
      default:
        reply satisfies never
    }
  }

  #askToEnd({ call, beginning }: LifeContext): void {
    const id = (call ?? beginning)?.id
    if (id === undefined) return
    this.#givenUp.add(id)
    this.#tellOfEnd(id)
  }

  /** Said again when the line is back if nobody heard it. */
  #tellOfEnd(call: Id): void {
    void this.line.ask({ type: 'call.end', call })
  }

  // ---- what is heard

  #part = (call: Call) => partOf(call, this.line.me, this.line.device)

  #told(now: Calls, before: Calls): void {
    for (const call of Object.values(now)) {
      const earlier = before[call.id]
      if (call === earlier) continue
      this.#actor.send({ type: 'told', call, part: this.#part(call) })
      const other = call.caller === this.line.me ? call.callee : call.caller
      const wasAway = earlier && seatOf(earlier, other)?.awaySince
      // whoever comes back may have missed anything, and may be another page
      if (wasAway && seatOf(call, other)?.awaySince === null && this.#isOwn(call.id)) this.#renew()
    }
    this.#takeUp()
  }

  #isOwn = (id: Id): boolean => this.#actor.getSnapshot().context.call?.id === id

  #isTalking = (id: Id): boolean => this.#isOwn(id) && this.#actor.getSnapshot().matches('talking')

  #lineIsBack(): void {
    for (const call of Object.values(this.line.store.getState().calls))
      if (this.#givenUp.has(call.id) && call.state !== 'ended') this.#tellOfEnd(call.id)
    const { phase, context } = this.store.getState()
    switch (phase) {
      case 'asking':
        void this.#askToBegin(context)
        return
      case 'answering':
        void this.#askToAnswer(context)
        return
      default:
        this.#renew()
    }
  }

  /** This device sits in a call that its page knows nothing of: the page was loaded anew, or was not heard hanging up. */
  #takeUp(): void {
    if (this.store.getState().phase !== 'idle') return
    for (const call of Object.values(this.line.store.getState().calls)) {
      const part = this.#part(call)
      if (part !== 'calls' && part !== 'talks') continue
      if (this.#givenUp.has(call.id)) continue
      void this.#prepare(call.id)
      this.#actor.send({ type: 'rejoin', call, part })
      return
    }
  }

  // ---- the other browser

  /** Fetches early what the connection will need. */
  #prepare(call: Id): Promise<IceServers> {
    if (this.#known?.call !== call) this.#known = { call, servers: this.#fetchServers(call) }
    return this.#known.servers
  }

  async #fetchServers(call: Id): Promise<IceServers> {
    const answer = await this.#servers(call)
    // without any, those who can reach each other directly still do
    return answer.ok
      ? answer.value
      : { iceServers: [], goodUntil: new Date(Date.now() + RENEW_MS).toISOString() }
  }

  #connect(call: Call | null, isNewPage: boolean): void {
    if (!call) return
    this.store.setState({ remote: NOTHING_YET, quality: null, isHeld: false })
    void this.#prepare(call.id)
    this.#begunAt = Date.now()
    this.#setUpMs = null
    // a connection that is closed may leave what was asked of it without an answer for ever
    this.#taking = Promise.resolve()
    const isCaller = call.caller === this.line.me
    this.#inTurn(async () => {
      await this.#replace(call)
      if (isCaller || isNewPage) this.#connection?.begin()
      this.#tellMedia()
      for (const signal of this.#early.splice(0)) this.#hear(signal)
    })
    this.#look = setInterval(() => void this.#lookAtLine(call), LOOK_MS)
  }

  async #replace(call: Call): Promise<void> {
    const known = await this.#prepare(call.id)
    // it ended meanwhile
    if (!this.#isTalking(call.id)) return
    this.#connection?.close()
    const connection = new Connection({
      call: call.id,
      isPolite: call.callee === this.line.me,
      servers: known.iceServers,
      tracks: this.media.tracks,
      tell: (signal) => this.line.tell(signal),
      onState: (state) => {
        if (connection !== this.#connection) return
        if (state === 'connected') {
          this.#setUpMs ??= Date.now() - this.#begunAt
          this.#actor.send({ type: 'flows' })
        } else if (state === 'broken') this.#actor.send({ type: 'breaks' })
      },
    })
    this.#connection = connection
    this.#reading = null
    this.#hold = NOT_HELD
    this.store.setState({ isHeld: false })
  }

  #disconnect(): void {
    clearInterval(this.#look)
    this.#early = []
    if (this.#connection) void this.#bury(this.#connection)
    this.#connection = null
    this.#known = null
    this.#reading = null
    this.#hold = NOT_HELD
    this.store.setState({ remote: NOTHING_YET, quality: null, isHeld: false })
  }

  /** Says how it was, for those who run the installation. */
  async #bury(connection: Connection): Promise<void> {
    const setUpMs = this.#setUpMs
    const last = await connection.peer
      .getStats()
      .then((stats) => readingOf(stats.values(), Date.now()))
      .catch(() => null)
    connection.close()
    if (!last) return
    const { path, roundTrip, freezes } = last
    const all = last.received + last.lost
    const loss = all === 0 ? 0 : Math.min(1, Math.max(0, last.lost / all))
    const roundTripMs = roundTrip === null ? null : Math.round(roundTrip)
    const report = { setUpMs, path, loss, roundTripMs, freezes } as const
    void this.line.socket.ask({ type: 'call.report', call: connection.call, ...report })
  }

  #hear(signal: Signal): void {
    if (!this.#isOwn(signal.call)) return
    if (this.store.getState().phase === 'answering') {
      this.#early.push(signal)
      return
    }
    if (signal.type === 'call.media') {
      const { microphone, camera, screen, paused } = signal
      const isNew = screen && !this.store.getState().remote.screen
      this.store.setState(({ remote }) => ({
        remote: { ...remote, microphone, camera, screen, paused },
      }))
      // of two screens the later one is shown
      if (isNew) this.media.stopScreen()
      return
    }
    this.#inTurn(async () => {
      const { call } = this.#actor.getSnapshot().context
      if (!call || !this.#isTalking(signal.call) || !this.#connection) return
      if (signal.type === 'call.description') {
        const verdict = this.#connection.judge(signal)
        if (verdict === 'stale') return
        if (verdict === 'another') await this.#replace(call)
      }
      await this.#connection.take(signal)
      this.#showTracks()
      if (signal.type === 'call.description') this.#tellMedia()
    })
  }

  #inTurn(run: () => Promise<void>): void {
    this.#taking = this.#taking.then(run).catch((failure) => {
      // a connection that was closed meanwhile says so in many ways
      if (this.#connection && this.#connection.peer.signalingState !== 'closed')
        reportError(failure)
    })
  }

  #renew(): void {
    this.#inTurn(async () => {
      this.#connection?.renew()
      this.#tellMedia()
    })
  }

  #showTracks(): void {
    const connection = this.#connection
    if (!connection) return
    const { remote } = this.store.getState()
    const microphone = connection.received('microphone')
    if (remote.tracks.microphone === microphone) return
    const [camera, screen] = [connection.received('camera'), connection.received('screen')]
    const screenSound = connection.received('screenSound')
    const tracks = { microphone, camera, screen, screenSound }
    this.store.setState({ remote: { ...remote, tracks } })
  }

  // ---- what this device sends

  #send(kind: Line, track: MediaStreamTrack | null): void {
    void this.#connection?.send(kind, track)
  }

  #tellMedia(): void {
    const { call } = this.#actor.getSnapshot().context
    if (!call || !this.#connection) return
    const { microphone, camera, screen } = this.media.store.getState()
    this.line.tell({
      type: 'call.media',
      call: call.id,
      microphone: isHeard(microphone),
      camera: camera.status === 'on',
      screen: screen.status === 'on',
      paused: this.#hold.isHeld,
    })
  }

  async #lookAtLine(call: Call): Promise<void> {
    const connection = this.#connection
    if (!connection) return
    if (connection.state !== 'connected') {
      this.#renew()
      // a relay may be what is missing: if it could not be asked for, the next time knows of it
      await this.#renewServers(connection, call)
      return
    }
    const stats = await connection.peer.getStats()
    const now = readingOf(stats.values(), Date.now())
    if (connection !== this.#connection) return
    const before = this.#reading
    this.#reading = now
    if (before) this.store.setState({ quality: qualityOf(before, now) })
    await this.#holdPicture(connection, now)
    await this.#renewServers(connection, call)
  }

  async #holdPicture(connection: Connection, now: Reading): Promise<void> {
    const isSeen = this.media.store.getState().camera.status === 'on'
    const next = isSeen ? hold(this.#hold, now) : NOT_HELD
    const hasChanged = next.isHeld !== this.#hold.isHeld
    this.#hold = next
    if (!hasChanged) return
    const sender = connection.sender('camera')
    const parameters = sender?.getParameters()
    for (const encoding of parameters?.encodings ?? []) encoding.active = !next.isHeld
    if (sender && parameters) await sender.setParameters(parameters)
    this.store.setState({ isHeld: next.isHeld })
    this.#tellMedia()
  }

  async #renewServers(connection: Connection, call: Call): Promise<void> {
    const known = await this.#prepare(call.id)
    if (Date.parse(known.goodUntil) - this.#now() > RENEW_MS) return
    this.#known = null
    const fresh = await this.#prepare(call.id)
    if (connection === this.#connection) connection.setServers(fresh.iceServers)
  }

  #now = (): number => Date.now() + this.line.store.getState().clockOffset
}
