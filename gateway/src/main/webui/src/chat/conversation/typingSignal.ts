/** Half of the time after which the mark ends by itself on the other side. */
const REPEAT_MS = 3_000
const STOP_AFTER_MS = 5_000

/** Tells the other side that somebody types, seldom enough to cost nothing and often enough to stay true. */
export class TypingSignal {
  readonly #tell: (active: boolean) => void
  #toldAt = 0
  #isActive = false
  #stop: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (active: boolean) => void) {
    this.#tell = tell
  }

  typed(now: number): void {
    clearTimeout(this.#stop)
    this.#stop = setTimeout(() => this.stopped(), STOP_AFTER_MS)
    if (this.#isActive && now - this.#toldAt < REPEAT_MS) return
    this.#isActive = true
    this.#toldAt = now
    this.#tell(true)
  }

  stopped(): void {
    clearTimeout(this.#stop)
    if (this.#isActive) this.#tell(false)
    this.#isActive = false
  }
}
