import { createStore, type StoreApi } from 'zustand/vanilla'
import type { components } from '../../shared/api/chat.gen'
import type { Answer } from '../../shared/net/problem'
import type { Id } from '../store/state'

export type FileAddress = Omit<components['schemas']['FileAddress'], 'expiresAt'>

/** `gone`: one may not see the file any more; `failed`: nobody could tell, and it can be asked again. */
export type Place = FileAddress | 'gone' | 'failed'

/** What a screen shows at once is asked for at once. */
const GATHER_MS = 20

/** The contract's most in one request. */
const MOST_AT_ONCE = 100

/** The contract gives an address five minutes at least; by how this device's clock goes, whatever it shows. */
const GOOD_FOR_MS = 4 * 60_000

type Ask = (files: Id[]) => Promise<Answer<FileAddress[]>>

/** Where files can be had, for those that are on the screen: asked for together, and again before it ends. */
export class FileAddresses {
  readonly places: StoreApi<Readonly<Record<Id, Place>>> = createStore<Readonly<Record<Id, Place>>>(
    () => ({}),
  )
  readonly #ask: Ask
  readonly #wanted = new Set<Id>()
  readonly #watched = new Map<Id, number>()
  readonly #goodUntil = new Map<Id, number>()
  #gathering: ReturnType<typeof setTimeout> | undefined
  #renewal: ReturnType<typeof setTimeout> | undefined

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Sees to it that there is an address for the file, and a good one, until the returned function is called. */
  watch(file: Id): () => void {
    this.#watched.set(file, (this.#watched.get(file) ?? 0) + 1)
    if (!this.#isGood(file)) this.renew(file)
    return () => {
      const left = (this.#watched.get(file) ?? 1) - 1
      if (left > 0) this.#watched.set(file, left)
      else this.#watched.delete(file)
    }
  }

  /** Asks for another address: the one that is known does not do. */
  renew(file: Id): void {
    this.#wanted.add(file)
    this.#gathering ??= setTimeout(() => void this.#gathered(), GATHER_MS)
  }

  close(): void {
    clearTimeout(this.#gathering)
    clearTimeout(this.#renewal)
  }

  /** The line is back: what could not be told is asked again. */
  goOn(): void {
    for (const file of this.#watched.keys())
      if (this.places.getState()[file] === 'failed') this.renew(file)
  }

  #isGood(file: Id): boolean {
    return performance.now() < (this.#goodUntil.get(file) ?? 0)
  }

  async #gathered(): Promise<void> {
    this.#gathering = undefined
    const files = [...this.#wanted].slice(0, MOST_AT_ONCE)
    for (const file of files) this.#wanted.delete(file)
    const rest = this.#wanted.values().next()
    if (!rest.done) this.renew(rest.value)
    const answer = await this.#ask(files)
    const until = performance.now() + GOOD_FOR_MS
    const places = { ...this.places.getState() }
    const found = new Map((answer.ok ? answer.value : []).map((one) => [one.file, one]))
    for (const file of files) {
      const address = found.get(file)
      if (address) this.#goodUntil.set(file, until)
      // without an answer, what is known may still do
      if (answer.ok) places[file] = address ?? 'gone'
      else places[file] ??= 'failed'
    }
    this.places.setState(places, true)
    this.#renewLater()
  }

  #renewLater(): void {
    clearTimeout(this.#renewal)
    if (this.#watched.size === 0) return
    this.#renewal = setTimeout(() => {
      for (const file of this.#watched.keys()) if (!this.#isGood(file)) this.renew(file)
    }, GOOD_FOR_MS)
  }
}
