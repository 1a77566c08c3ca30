import { type Html5, newHtml5, steer, type Video, type VideoCommand } from '../html5'
import type { Ask, Plant } from './classroom'
import { type Random, random } from './random'

/** As Chromium's video element was measured to behave; SYNC has the figures. */
export class Element implements Plant {
  readonly #r: Random
  readonly #drift: number
  readonly #afterSeek: number
  readonly #resume: number
  /** ms of the video. */
  #p = 0
  #t = 0
  #paused = true
  #rate = 1
  #heardRate = 1
  #rateAt = Infinity
  #keepsPitch = false
  #seekingUntil = 0
  #movesFrom = Infinity
  #stalledUntil = 0
  #stillUntil = 0
  #wasSought = false
  blocked = false
  hidden = false
  /** ms that a seek takes; as on a good line if null. */
  seekTakes: number | null = null
  seeks = 0
  rates = 0
  /** ms at a rate that is not the session's. */
  offRate = 0

  constructor(seed: number) {
    this.#r = random(seed)
    this.#drift = 1 + this.#r.between(-30, 30) * 1e-6
    this.#afterSeek = this.#r.between(70, 82)
    this.#resume = this.#r.between(13, 31)
  }

  get position(): number {
    return this.#p / 1000
  }

  get moves(): boolean {
    return !this.#paused && this.#t >= this.#movesFrom && !this.#isStill
  }

  get #isStill(): boolean {
    return (
      this.#t < this.#seekingUntil || this.#t < this.#stalledUntil || this.#t < this.#stillUntil
    )
  }

  stall(ms: number): void {
    this.#stalledUntil = this.#t + ms
  }

  advance(t: number): void {
    const passed = t - this.#t
    this.#t = t
    if (t >= this.#rateAt) {
      this.#heardRate = this.#rate
      this.#rateAt = Infinity
    }
    if (this.moves) this.#p += passed * this.#heardRate * this.#drift
  }

  get seen(): Video {
    return {
      time: (this.#p + this.#r.between(-0.1, 0.1)) / 1000,
      duration: 100_000,
      paused: this.#paused,
      seeking: this.#t < this.#seekingUntil,
      canPlay: this.#t >= this.#seekingUntil && this.#t >= this.#stalledUntil,
      blocked: this.blocked,
      hidden: this.hidden,
    }
  }

  does(command: VideoCommand): void {
    switch (command.do) {
      case 'play': {
        if (!this.#paused) return
        this.#paused = false
        const latency = this.#wasSought ? this.#afterSeek : this.#resume
        this.#movesFrom = this.#t + Math.max(5, latency + 2.5 * this.#r.normal())
        this.#wasSought = false
        return
      }
      case 'pause':
        this.#paused = true
        this.#movesFrom = Infinity
        return
      case 'seek':
        this.seeks++
        this.#p = command.to * 1000
        this.#wasSought = true
        this.#seekingUntil = this.#t + (this.seekTakes ?? this.#r.between(40, 120))
        if (!this.#paused) this.#stillUntil = this.#t + this.#r.between(95, 110)
        return
      case 'rate': {
        if (command.rate !== this.#rate) this.rates++
        const departs = command.keepsPitch && this.#rate === 1 && command.rate !== 1
        this.#rate = command.rate
        this.#rateAt = this.#t + (command.keepsPitch || this.#keepsPitch ? 0 : 75)
        this.#keepsPitch = command.keepsPitch
        if (departs) this.#stillUntil = this.#t + this.#r.between(19, 22)
        return
      }
      default:
        command satisfies never
    }
  }

  get rate(): number {
    return this.#heardRate
  }
}

/** An element with its controller. */
export function steered(seed: number): { plant: Element; ask: Ask; controller: () => Html5 } {
  const plant = new Element(seed)
  let controller = newHtml5()
  const ask: Ask = (now, serverNow, timeline) => {
    const answer = steer(controller, { now, serverNow, timeline, video: plant.seen })
    controller = answer.controller
    for (const command of answer.commands) plant.does(command)
    if (answer.wakeAt !== null && answer.wakeAt <= now) throw new Error('asks to be asked at once')
    return answer.wakeAt
  }
  return { plant, ask, controller: () => controller }
}
