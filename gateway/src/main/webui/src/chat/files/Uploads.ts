import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Answer, Problem } from '../../shared/net/problem'
import { mayPass, waitMs } from '../store/outgoing'
import type { Attachment, Id, MessageFile } from '../store/state'
import type { FileDatabase } from './FileDatabase'
import type { Transfer } from './tus'

/** More at once only share the same line. */
const AT_ONCE = 3

/** A larger file is not kept for after a reload: the person is asked for it again. */
const MOST_KEPT_BYTES = 256 << 20

/** The page was loaded anew and the browser does not have the file any more. */
export const FILE_LOST = 'file-lost'

/** How far a file has come; of one that is not moving, why: it waits for its turn or for the line. */
export type UploadProgress = { sent: number; isMoving: boolean }

type Options = {
  database: FileDatabase
  transfer: Transfer
  /** What the server says of a file that is all there. */
  describe: (file: Id) => Promise<Answer<MessageFile>>
  remove: (file: Id) => Promise<unknown>
  /** The same in all tabs of the person, and in no others. */
  tabs: string
  onUploaded: (key: Id, file: MessageFile) => void
  onRefused: (key: Id, problem: Problem) => void
}

/**
 * Brings files up, each by one tab at a time, from where it broke off, for as long as it takes. What it is told to start
 * ends with one call of `onUploaded` or `onRefused`, unless it is released before.
 */
export class Uploads {
  /** Of those that are on their way, by their key. */
  readonly progress: StoreApi<Readonly<Record<Id, UploadProgress>>> = createStore<
    Readonly<Record<Id, UploadProgress>>
  >(() => ({}))
  readonly #options: Options
  readonly #running = new Map<Id, AbortController>()
  readonly #blobs = new Map<Id, Blob>()
  /** Of pictures, by the keys of attachments and, once they are sent, by the ids of files. */
  readonly #pictures = new Map<Id, string>()
  readonly #pauses = new Set<() => void>()
  readonly #queue: (() => void)[] = []
  #free = AT_ONCE

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes a file that is going to be attached. */
  hold(key: Id, blob: Blob): void {
    this.#blobs.set(key, blob)
    if (blob.size <= MOST_KEPT_BYTES) this.#options.database.keep(key, blob).catch(() => undefined)
  }

  /** `anew`: what the server had of it is gone. */
  start(attachment: Attachment, anew: boolean): void {
    const { key } = attachment
    if (this.#running.has(key)) return
    const running = new AbortController()
    this.#running.set(key, running)
    this.#move(key, { sent: 0, isMoving: false })
    this.#alone(key, running.signal, () => this.#bringUp(attachment, anew, running.signal))
      // it was released while it waited for another tab
      .catch(() => undefined)
      .finally(() => {
        if (this.#running.get(key) !== running) return
        this.#running.delete(key)
        this.#rest(key)
      })
  }

  /** The line is back: whatever waits for it goes on at once. */
  goOn(): void {
    for (const end of [...this.#pauses]) end()
  }

  /** Nothing here needs the file any more. */
  async release({ key, file }: Attachment, isSent: boolean): Promise<void> {
    this.#running.get(key)?.abort()
    this.#running.delete(key)
    this.#rest(key)
    this.#blobs.delete(key)
    const picture = this.#pictures.get(key)
    if (picture !== undefined && file && isSent) this.#pictures.set(file.id, picture)
    const { database, remove } = this.#options
    const stored = await database.file(key).catch(() => undefined)
    await database.forget(key).catch(() => undefined)
    const id = file?.id ?? (stored?.address ? fileOf(stored.address) : null)
    if (id !== null && !isSent) await remove(id)
  }

  /** The picture as it is on this device, by the key of its attachment or the id of the sent file; null if it is not. */
  async picture(key: Id): Promise<string | null> {
    const blob = await this.#blob(key)
    return this.shownPicture(key) ?? (blob && this.#show(key, blob))
  }

  /** As `picture`, of what has been shown before. */
  shownPicture(key: Id): string | null {
    const known = this.#pictures.get(key)
    const blob = this.#blobs.get(key)
    return known ?? (blob ? this.#show(key, blob) : null)
  }

  close(): void {
    for (const running of this.#running.values()) running.abort()
    for (const picture of new Set(this.#pictures.values())) URL.revokeObjectURL(picture)
    void this.#options.database.close()
  }

  #show(key: Id, blob: Blob): string {
    const url = URL.createObjectURL(blob)
    this.#pictures.set(key, url)
    return url
  }

  async #blob(key: Id): Promise<Blob | null> {
    const held = this.#blobs.get(key)
    if (held) return held
    const stored = await this.#options.database.file(key).catch(() => undefined)
    if (stored?.blob) this.#blobs.set(key, stored.blob)
    return stored?.blob ?? null
  }

  async #bringUp(attachment: Attachment, anew: boolean, signal: AbortSignal): Promise<void> {
    const { key, name } = attachment
    const { database, transfer, onUploaded, onRefused } = this.#options
    const stored = await database.file(key).catch(() => undefined)
    if (signal.aborted) return
    // another tab did it meanwhile
    if (stored?.file && !anew) return onUploaded(key, stored.file)
    const blob = await this.#blob(key)
    if (signal.aborted) return
    if (!blob) return onRefused(key, lost)
    let address = anew ? null : (stored?.address ?? null)
    let attempt = 0
    while (!signal.aborted) {
      await this.#turn()
      const sent = signal.aborted
        ? null
        : await transfer({
            blob,
            name,
            address,
            signal,
            onAddress: (known) => {
              address = known
              database.keepAddress(key, known).catch(() => undefined)
            },
            onProgress: (bytes) => {
              attempt = 0
              if (!signal.aborted) this.#move(key, { sent: bytes, isMoving: true })
            },
          })
      this.#pass()
      if (!sent || signal.aborted) return
      const known = sent.ok && address !== null ? await this.#describe(address) : sent
      if (signal.aborted) return
      if (known.ok && known.value) {
        await database.keepUploaded(key, known.value).catch(() => undefined)
        if (!signal.aborted) onUploaded(key, known.value)
        return
      }
      if (known.ok) continue
      const { problem } = known
      // what was not sent in time is forgotten over there, and goes up anew
      if (address !== null && problem.status === 404) address = null
      else if (!isPassing(problem)) return onRefused(key, problem)
      const { sent: sofar = 0 } = this.progress.getState()[key] ?? {}
      this.#move(key, { sent: sofar, isMoving: false })
      await this.#pause(waitMs(attempt++, problem), signal)
    }
  }

  #describe(address: string): Promise<Answer<MessageFile>> {
    return this.#options.describe(fileOf(address))
  }

  /** Each file is brought up by one tab; when that goes, the next goes on with it. */
  #alone(key: Id, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
    // over plain HTTP there are no locks: of two tabs one is told that the other was faster, and goes on behind it
    return 'locks' in navigator
      ? navigator.locks.request(`${this.#options.tabs}-file-${key}`, { signal }, run)
      : run()
  }

  #turn(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((mine) => this.#queue.push(mine))
  }

  #pass(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#free++
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((end) => {
      const over = () => {
        clearTimeout(timer)
        this.#pauses.delete(over)
        signal.removeEventListener('abort', over)
        end()
      }
      const timer = setTimeout(over, ms)
      this.#pauses.add(over)
      signal.addEventListener('abort', over, { once: true })
    })
  }

  #move(key: Id, progress: UploadProgress): void {
    this.progress.setState((all) => ({ ...all, [key]: progress }), true)
  }

  #rest(key: Id): void {
    this.progress.setState(({ [key]: _, ...others }) => others, true)
  }
}

const fileOf = (address: string): Id => address.slice(address.lastIndexOf('/') + 1)

/** Whether the upload may go on later: no answer, a busy server, or another tab that was faster. */
const isPassing = (problem: Problem): boolean =>
  problem.status === 0 || problem.status === 409 || mayPass(problem)

const lost: Problem = {
  slug: FILE_LOST,
  status: 410,
  title: 'File lost',
  detail: 'The browser does not have the file any more.',
}
