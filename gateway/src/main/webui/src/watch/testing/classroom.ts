import { answered, type Clock, isUsable, newClock, pingAfter, serverTime } from '../clock'
import { positionAt, type Snapshot, type Timeline, told } from '../timeline'
import { type Random, random } from './random'

/** A simulated player: what an element or a frame does with commands, at true positions that only the test sees. */
export interface Plant {
  /** Goes on to a moment, in ms of the true time; called for each ms. */
  advance(t: number): void
  /** s of the video. */
  readonly position: number
  /** What is on the screen moves. */
  readonly moves: boolean
  /** The person's network fails it for so many ms from now. */
  stall(ms: number): void
}

/** Asks a controller, given the owner's time, and carries out what it says; returns when to ask again, if before the next tick. */
export type Ask = (
  now: number,
  serverNow: number | null,
  timeline: Timeline | null,
) => number | null

export type Line = { up(r: Random): number; down(r: Random): number }

export const WAN: Line = { up: (r) => 20 + r.exponential(3), down: (r) => 20 + r.exponential(3) }

const PPM = 1e-6

/**
 * One person's page: a clock of its own (up to 90 s off, 40 ppm fast or slow), a line to the owner that keeps the order
 * of what goes over it, timers that are late by a few ms, and now and then by more.
 */
export class Page {
  readonly #r: Random
  readonly #line: Line
  readonly #offset: number
  readonly #speed: number
  readonly plant: Plant
  readonly #ask: Ask
  readonly #tickMs: number
  #clock: Clock = newClock
  #timeline: Timeline | null = null
  readonly #arrivals: { at: number; run: () => void }[] = []
  #lastUp = 0
  #lastDown = 0
  #asked = 0
  #nextPing: number
  #nextTick: number
  #wakeAt = Infinity
  #clockWorks = true
  controls = true

  constructor(
    seed: number,
    {
      plant,
      ask,
      tickMs,
      line = WAN,
      joinsAt = 0,
    }: {
      plant: Plant
      ask: Ask
      tickMs: number
      line?: Line
      joinsAt?: number
    },
  ) {
    this.#r = random(seed)
    this.#line = line
    this.plant = plant
    this.#ask = ask
    this.#tickMs = tickMs
    this.#offset = this.#r.between(-90_000, 90_000)
    this.#speed = 1 + this.#r.between(-40, 40) * PPM
    this.#nextPing = joinsAt
    this.#nextTick = joinsAt + this.#r.between(0, tickMs)
  }

  /** The negative control: as if everybody's clock were right. */
  withoutClock(): this {
    this.#clockWorks = false
    return this
  }

  /** ms; how far what it takes for the owner's time is from it. */
  clockError(t: number): number {
    const shown = serverTime(this.#clock, this.#local(t))
    return shown === null ? Number.NaN : shown - t
  }

  hears(t: number, snapshot: Snapshot): void {
    this.#lastDown = Math.max(this.#lastDown, t + this.#line.down(this.#r))
    this.#arrivals.push({
      at: this.#lastDown,
      run: () => {
        this.#timeline = told(this.#timeline, snapshot)
        this.#wakeAt = 0
      },
    })
  }

  advance(t: number): void {
    if (t >= this.#nextPing) this.#ping(t)
    while (this.#arrivals[0] && this.#arrivals[0].at <= t) this.#arrivals.shift()?.run()
    this.plant.advance(t)
    if (t < this.#nextTick && t < this.#wakeAt) return
    if (t >= this.#nextTick) {
      const late = this.#r.next() < 0.01 ? this.#r.between(0, 40) : this.#r.between(0, 4)
      this.#nextTick = t + this.#tickMs + late
    }
    this.#wakeAt = Infinity
    if (!this.controls) return
    const now = this.#local(t)
    const serverNow = this.#clockWorks
      ? isUsable(this.#clock)
        ? serverTime(this.#clock, now)
        : null
      : now - this.#offset * 0.01
    const wakeAt = this.#ask(now, serverNow, this.#timeline)
    // a timer is late, never early
    if (wakeAt !== null) this.#wakeAt = this.#truth(wakeAt) + this.#r.between(0, 4)
  }

  #ping(t: number): void {
    const c0 = this.#local(t)
    this.#lastUp = Math.max(this.#lastUp, t + this.#line.up(this.#r))
    const s = this.#lastUp
    this.#lastDown = Math.max(this.#lastDown, s + this.#line.down(this.#r))
    const at = this.#lastDown
    this.#arrivals.push({
      at,
      run: () => {
        this.#clock = answered(this.#clock, { c0, s1: s, s2: s, c3: this.#local(at) })
      },
    })
    this.#arrivals.sort((one, other) => one.at - other.at)
    this.#nextPing = t + pingAfter(this.#asked++, { hidden: false, stable: false })
  }

  #local = (t: number) => t * this.#speed + this.#offset
  #truth = (local: number) => (local - this.#offset) / this.#speed
}

/** The owner of a room, whose clock is the true time, and the pages that watch. */
export class Classroom {
  readonly pages: Page[]
  #t = 0
  #latest: Snapshot = { epoch: 1, v: 0, phase: 'paused', pos: 20, rate: 1, at: 0 }
  #before: Snapshot | null = null

  constructor(pages: Page[]) {
    this.pages = pages
    for (const page of pages) page.hears(0, this.#latest)
  }

  get now(): number {
    return this.#t
  }

  /** s; where everybody is to be. */
  get position(): number {
    const holds = this.#t >= this.#latest.at ? this.#latest : (this.#before ?? this.#latest)
    return positionAt(holds, this.#t)
  }

  get plays(): boolean {
    return this.#latest.phase === 'playing' && this.#t >= this.#latest.at
  }

  /** Tells everybody what holds after the lead, in ms; from where it is then, unless it says where. */
  says(change: Partial<Pick<Snapshot, 'phase' | 'pos' | 'rate'>>, lead = 250): void {
    const at = this.#t + lead
    const pos = change.pos ?? positionAt(this.#latest, at)
    this.#before = this.#latest
    this.#latest = { ...this.#latest, ...change, pos, at, v: this.#latest.v + 1 }
    for (const page of this.pages) page.hears(this.#t, this.#latest)
  }

  joins(page: Page): void {
    this.pages.push(page)
    page.hears(this.#t, this.#latest)
  }

  /** Goes on for so many ms, and looks every 50. */
  runs(ms: number, look: (t: number) => void = () => undefined): void {
    const end = this.#t + ms
    while (this.#t < end) {
      this.#t += 1
      for (const page of this.pages) page.advance(this.#t)
      if (this.#t % 50 === 0) look(this.#t)
    }
  }

  /** ms of the video between the first and the last of those that move. */
  get skew(): number {
    const at = this.pages.filter(({ plant }) => plant.moves).map(({ plant }) => plant.position)
    return at.length < 2 ? Number.NaN : (Math.max(...at) - Math.min(...at)) * 1000
  }

  /** ms of the video that each is from where it is to be. */
  get errors(): number[] {
    return this.pages.map(({ plant }) => Math.abs(plant.position - this.position) * 1000)
  }
}
