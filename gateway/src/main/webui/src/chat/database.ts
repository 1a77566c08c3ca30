import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Problem } from '../shared/net/problem'
import { emptyLog } from './store/log'
import type { Chat, ChatState, Id, Message, Outgoing, Person } from './store/state'

/** So many of the latest messages of each conversation can be read without the server. */
const CACHED_MESSAGES = 50

type StoredChat = Omit<Chat, 'log' | 'opening'> & { messages: readonly Message[] }
type StoredOutgoing = Omit<Outgoing, 'state'> & { problem?: Problem }

interface Schema extends DBSchema {
  chats: { key: Id; value: StoredChat }
  people: { key: Id; value: Person }
  outgoing: { key: Id; value: StoredOutgoing }
  drafts: { key: Id; value: { conversation: Id; text: string } }
  cursor: { key: 'cursor'; value: string }
}

/** What was not kept when every conversation was a direct one. */
const beforeChannels = {
  kind: 'direct',
  name: null,
  channel: null,
  role: 'member',
  memberCount: 2,
  revision: 0,
  firstNumber: 1,
} as const

const databaseName = (account: Id): string => `homeroom-chat-${account}`

/** What a person's chats leave on this device: what was not sent yet, drafts, and a cache to open with while offline. */
export class ChatDatabase {
  readonly #database: Promise<IDBPDatabase<Schema>>

  constructor(account: Id) {
    this.#database = openDB<Schema>(databaseName(account), 1, {
      upgrade(database) {
        database.createObjectStore('chats', { keyPath: 'id' })
        database.createObjectStore('people', { keyPath: 'id' })
        database.createObjectStore('outgoing', { keyPath: 'clientId' })
        database.createObjectStore('drafts', { keyPath: 'conversation' })
        database.createObjectStore('cursor')
      },
      // a newer version of the app, or a sign-out, in another tab must not wait for this one
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    })
    // a browser that keeps nothing (private mode) is told to the callers of each operation
    this.#database.catch(() => undefined)
  }

  async load(): Promise<{
    chats: Chat[]
    people: Person[]
    outgoing: Outgoing[]
    drafts: Record<Id, string>
    cursor: string | null
  }> {
    const database = await this.#database
    const [chats, people, outgoing, drafts, cursor] = await Promise.all([
      database.getAll('chats'),
      database.getAll('people'),
      this.outgoing(),
      database.getAll('drafts'),
      database.get('cursor', 'cursor'),
    ])
    return {
      chats: chats.map(({ messages, ...chat }) => ({
        ...beforeChannels,
        ...chat,
        opening: 'idle',
        log: messages.length > 0 ? { ...emptyLog, messages } : null,
      })),
      // the presence of yesterday says nothing about today
      people: people.map((person) => ({
        ...person,
        // not kept by earlier versions
        status: person.status ?? '',
        photo: person.photo ?? null,
        deleted: person.deleted ?? false,
        presence: 'offline',
        asOf: -1,
      })),
      outgoing,
      drafts: Object.fromEntries(drafts.map(({ conversation, text }) => [conversation, text])),
      cursor: cursor ?? null,
    }
  }

  /** What waits to be sent, or was refused, in no particular order. */
  async outgoing(): Promise<Outgoing[]> {
    const stored = await (await this.#database).getAll('outgoing')
    return stored.map(({ problem, ...outgoing }) => ({
      ...outgoing,
      state: problem
        ? { status: 'failed', problem }
        : { status: 'queued', attempt: 0, notBefore: 0 },
    }))
  }

  /** Resolves once the message is on the disk. */
  async keep({ state, ...outgoing }: Outgoing): Promise<void> {
    const transaction = (await this.#database).transaction('outgoing', 'readwrite', {
      durability: 'strict',
    })
    await transaction.store.put(
      state.status === 'failed' ? { ...outgoing, problem: state.problem } : outgoing,
    )
    await transaction.done
  }

  async forget(clientId: Id): Promise<void> {
    await (await this.#database).delete('outgoing', clientId)
  }

  async keepDraft(conversation: Id, text: string): Promise<void> {
    const database = await this.#database
    await (text === ''
      ? database.delete('drafts', conversation)
      : database.put('drafts', { conversation, text }))
  }

  /** Writes what differs from what was written before, and the cursor that belongs to it, all or nothing. */
  async cache(state: ChatState, before: ChatState | null): Promise<void> {
    const transaction = (await this.#database).transaction(
      ['chats', 'people', 'cursor'],
      'readwrite',
    )
    for (const id of await transaction.objectStore('chats').getAllKeys()) {
      if (!state.chats[id]) void transaction.objectStore('chats').delete(id)
    }
    for (const chat of Object.values(state.chats)) {
      if (chat !== before?.chats[chat.id]) void transaction.objectStore('chats').put(stored(chat))
    }
    for (const person of Object.values(state.people)) {
      if (person !== before?.people[person.id]) void transaction.objectStore('people').put(person)
    }
    if (state.cursor !== null) void transaction.objectStore('cursor').put(state.cursor, 'cursor')
    await transaction.done
  }

  async close(): Promise<void> {
    const database = await this.#database.catch(() => null)
    database?.close()
  }
}

/** Removes everything of the account from this device, also what was not sent: for signing out. */
export const deleteChatDatabase = (account: Id): Promise<void> => deleteDB(databaseName(account))

function stored({ log, opening: _, ...chat }: Chat): StoredChat {
  return { ...chat, messages: log?.following ? log.messages.slice(-CACHED_MESSAGES) : [] }
}
