import {
  BUFFERING,
  type Frame,
  type FrameCommand,
  newYouTube,
  PAUSED,
  PLAYING,
  steerFrame,
  UNSTARTED,
  type YouTube,
} from '../youtube'
import type { Ask, Plant } from './classroom'
import { type Random, random } from './random'

export type Traits = {
  /** The API's `getCurrentTime` goes on by itself between what the frame tells. */
  extrapolates: boolean
  /** What a change of the rate does: it changes in steps of 0.25, is only said to, or not even that. */
  rates: 'steps' | 'said' | 'fixed'
}

export const USUAL: Traits = { extrapolates: true, rates: 'steps' }

const VIDEO = 'dQw4w9WgXcQ'
const LENGTH = 100_000

type Info = { time: number; at: number; state: number; rate: number; duration: number }

/** As the IFrame API behaves, seen from the page that embeds it; SYNC has the figures. Only it is not YouTube's. */
export class PlayerFrame implements Plant {
  readonly #r: Random
  readonly #traits: Traits
  readonly #drift: number
  /** ms of the video. */
  #p = 0
  #t = 0
  #state = UNSTARTED
  #intends = false
  #rate = 1
  #heardRate = 1
  #rateAt = Infinity
  #bufferedAt = 0
  #stalledUntil = 0
  #advertUntil = 0
  #nextInfo: number
  #info: Info = { time: 0, at: 0, state: UNSTARTED, rate: 1, duration: 0 }
  readonly #messages: { at: number; run: () => void }[] = []
  refuses = false
  seeks = 0
  bursts = 0

  constructor(seed: number, traits: Traits = USUAL) {
    this.#r = random(seed)
    this.#traits = traits
    this.#drift = 1 + this.#r.between(-30, 30) * 1e-6
    this.#nextInfo = this.#r.between(0, 265)
  }

  get position(): number {
    return this.#p / 1000
  }

  get moves(): boolean {
    return this.#state === PLAYING && this.#t >= this.#advertUntil
  }

  stall(ms: number): void {
    if (this.#state !== PLAYING) return
    this.#stalledUntil = this.#t + ms
    this.#becomes(BUFFERING)
  }

  /** On this client only. */
  advert(ms: number): void {
    this.#advertUntil = this.#t + ms
  }

  advance(t: number): void {
    const passed = t - this.#t
    this.#t = t
    while (this.#messages[0] && this.#messages[0].at <= t) this.#messages.shift()?.run()
    if (t >= this.#rateAt) {
      this.#heardRate = this.#rate
      this.#rateAt = Infinity
    }
    if (this.#state === BUFFERING && t >= this.#bufferedAt && t >= this.#stalledUntil)
      this.#becomes(this.#intends ? PLAYING : PAUSED)
    if (this.moves) this.#p += passed * this.#heardRate * this.#drift
    if (t >= this.#nextInfo) {
      this.#nextInfo = t + 265 + this.#r.between(-8, 8)
      this.#tells()
    }
  }

  get seen(): Frame {
    const { time, at, state, rate, duration } = this.#info
    const since = this.#traits.extrapolates && state === PLAYING ? this.#t - at : 0
    return {
      state,
      time: (time + Math.min(1_000, since) * rate) / 1000,
      duration,
      videoId: VIDEO,
    }
  }

  does(command: FrameCommand): void {
    this.#sends(() => this.#obeys(command))
  }

  #obeys(command: FrameCommand): void {
    switch (command.do) {
      case 'play':
        if (this.refuses || this.#intends) return
        this.#intends = true
        this.#bufferedAt = Math.max(this.#bufferedAt, this.#t + this.#r.between(60, 200))
        this.#becomes(BUFFERING)
        return
      case 'pause':
        this.#intends = false
        this.#becomes(PAUSED)
        return
      case 'seek': {
        this.seeks++
        this.#p = command.to * 1000
        const isLong = this.#r.next() < 0.02
        this.#bufferedAt =
          this.#t + (isLong ? this.#r.between(1_000, 4_000) : this.#r.between(120, 450))
        if (this.#intends) this.#becomes(BUFFERING)
        else this.#tells()
        return
      }
      case 'rate': {
        if (this.#traits.rates === 'fixed') return
        const rate = Math.max(0.25, Math.min(2, Math.round(command.rate * 4) / 4))
        if (rate !== 1) this.bursts++
        this.#rate = rate
        if (this.#traits.rates === 'steps') this.#rateAt = this.#t + 75
        this.#tells()
        return
      }
      default:
        command satisfies never
    }
  }

  #becomes(state: number): void {
    if (this.#state === state) return
    this.#state = state
    this.#tells()
  }

  #tells(): void {
    const isAdvert = this.#t < this.#advertUntil
    const info = {
      time: this.#p,
      at: this.#t,
      state: this.#state,
      rate: this.#heardRate,
      duration: isAdvert ? 15 : LENGTH,
    }
    this.#sends(() => {
      this.#info = info
    })
  }

  #sends(run: () => void): void {
    const last = this.#messages.at(-1)?.at ?? 0
    this.#messages.push({ at: Math.max(last, this.#t + this.#r.between(1, 6)), run })
  }
}

/** A player with its controller. */
export function steeredFrame(
  seed: number,
  traits: Traits = USUAL,
): { plant: PlayerFrame; ask: Ask; controller: () => YouTube } {
  const plant = new PlayerFrame(seed, traits)
  let controller = newYouTube()
  const item = { videoId: VIDEO, duration: LENGTH }
  const ask: Ask = (now, serverNow, timeline) => {
    const answer = steerFrame(controller, { now, serverNow, timeline, item, frame: plant.seen })
    controller = answer.controller
    for (const command of answer.commands) plant.does(command)
    if (answer.wakeAt !== null && answer.wakeAt <= now) throw new Error('asks to be asked at once')
    return answer.wakeAt
  }
  return { plant, ask, controller: () => controller }
}
