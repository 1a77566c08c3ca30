import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import { madeAt } from '../../shared/ids'
import type { Attachment, Id, MessageFile } from '../store/state'

/** What an upload needs to go on after a reload. */
export type StoredFile = {
  key: Id
  /** Null where the browser had no room for it. */
  blob: Blob | null
  /** Where the upload goes on; null before it has begun. */
  address: string | null
  /** What it became; null until all of it is there. */
  file: MessageFile | null
}

interface Schema extends DBSchema {
  files: { key: Id; value: StoredFile }
  attached: { key: string; value: { place: string; files: readonly Attachment[] } }
}

/** What nothing has claimed for so long was left by a page that ended between two writes. */
const UNCLAIMED_MS = 48 * 3_600_000

const databaseName = (account: Id): string => `homeroom-files-${account}`

/**
 * The files that a person is about to send, kept on this device until they are sent. Beside the chats' own database: it
 * is large, and what fills a disk must not take the messages with it.
 */
export class FileDatabase {
  readonly #database: Promise<IDBPDatabase<Schema>>

  constructor(account: Id) {
    this.#database = openDB<Schema>(databaseName(account), 1, {
      upgrade(database) {
        database.createObjectStore('files', { keyPath: 'key' })
        database.createObjectStore('attached', { keyPath: 'place' })
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
    // a browser that keeps nothing (private mode) is told to the callers of each operation
    this.#database.catch(() => undefined)
  }

  async attached(): Promise<Record<string, readonly Attachment[]>> {
    const all = await (await this.#database).getAll('attached')
    return Object.fromEntries(all.map(({ place, files }) => [place, files]))
  }

  async keepAttached(place: string, files: readonly Attachment[]): Promise<void> {
    const database = await this.#database
    await (files.length === 0
      ? database.delete('attached', place)
      : database.put('attached', { place, files }))
  }

  async file(key: Id): Promise<StoredFile | undefined> {
    return (await this.#database).get('files', key)
  }

  /** Rejects where there is no room for it. */
  async keep(key: Id, blob: Blob): Promise<void> {
    await this.#change(key, { blob })
  }

  async keepAddress(key: Id, address: string): Promise<void> {
    await this.#change(key, { address, file: null })
  }

  async keepUploaded(key: Id, file: MessageFile): Promise<void> {
    await this.#change(key, { file })
  }

  async forget(key: Id): Promise<void> {
    await (await this.#database).delete('files', key)
  }

  /** Forgets old files that are not among those `claimed`. */
  async prune(claimed: ReadonlySet<Id>, now: number): Promise<void> {
    const transaction = (await this.#database).transaction('files', 'readwrite')
    for (const key of await transaction.store.getAllKeys()) {
      if (!claimed.has(key) && madeAt(key) < now - UNCLAIMED_MS) void transaction.store.delete(key)
    }
    await transaction.done
  }

  async close(): Promise<void> {
    const database = await this.#database.catch(() => null)
    database?.close()
  }

  async #change(key: Id, change: Partial<StoredFile>): Promise<void> {
    const transaction = (await this.#database).transaction('files', 'readwrite')
    const known = await transaction.store.get(key)
    await transaction.store.put({ key, blob: null, address: null, file: null, ...known, ...change })
    await transaction.done
  }
}

/** Removes everything of the account from this device: for signing out. */
export const deleteFileDatabase = (account: Id): Promise<void> => deleteDB(databaseName(account))
