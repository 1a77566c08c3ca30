import type { Id } from './store/state'

/** Scrolling rests: who flies past is not asked for. */
const AFTER_MS = 200
/** What the server could not answer is asked again. */
const AGAIN_AFTER_MS = 5_000
/** As many as it takes; a page shows fewer. */
const MOST = 100

/**
 * Whom the page shows, told to the server as a whole whenever that is another: only of these is it heard where they are.
 * `tell` resolves to whether the server has taken it.
 */
export class Watching {
  readonly #tell: (accounts: Id[]) => Promise<boolean>
  readonly #shown = new Map<Id, number>()
  #isUp = false
  #isLookedAt = true
  #told = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (accounts: Id[]) => Promise<boolean>) {
    this.#tell = tell
  }

  /** The page shows somebody, once more, until what comes back is called. */
  show(account: Id): () => void {
    this.#shown.set(account, (this.#shown.get(account) ?? 0) + 1)
    this.#soon(AFTER_MS)
    return () => {
      const times = (this.#shown.get(account) ?? 0) - 1
      if (times > 0) this.#shown.set(account, times)
      else this.#shown.delete(account)
      this.#soon(AFTER_MS)
    }
  }

  /** A line to the server is new, and knows of nothing yet. */
  connected(): void {
    this.#isUp = true
    this.#told = ''
    this.#now()
  }

  disconnected(): void {
    this.#isUp = false
  }

  /** Somebody is at the page, or has been away from it for long. */
  lookedAt(isLookedAt: boolean): void {
    this.#isLookedAt = isLookedAt
    this.#now()
  }

  close(): void {
    this.#isUp = false
    clearTimeout(this.#timer)
  }

  #soon(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#now(), ms)
  }

  #now(): void {
    clearTimeout(this.#timer)
    if (!this.#isUp) return
    // the latest that came into view, if they are too many
    const accounts = this.#isLookedAt ? [...this.#shown.keys()].slice(-MOST) : []
    const told = [...accounts].sort().join(' ')
    if (told === this.#told) return
    this.#told = told
    void this.#tell(accounts).then((isTaken) => {
      if (isTaken || this.#told !== told) return
      this.#told = '?'
      this.#soon(AGAIN_AFTER_MS)
    })
  }
}
