import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { components } from '../shared/api/chat.gen'
import type { Problem } from '../shared/net/problem'
import type { PastCall } from './store/calls'
import {
  emptyFeed,
  type Feed,
  type FeedOrder,
  reviseFeed,
  shortened,
  type Thread,
} from './store/feed'
import { emptyLog } from './store/log'
import type {
  Chat,
  ChatState,
  Id,
  Kind,
  Message,
  Outgoing,
  Pending,
  Person,
  Post,
} from './store/state'
import { mapped } from './store/versions'

/** So many of the latest messages of each conversation can be read without the server. */
const CACHED_MESSAGES = 50

/** And so many of the latest posts of each channel, with their comments if they were opened. */
const CACHED_POSTS = 20

type Activity = components['schemas']['Activity']
type StoredChat = Omit<Chat, 'log' | 'opening' | 'catchingUp'> & { messages: readonly Message[] }
type StoredOutgoing = Omit<Outgoing, 'state' | 'as' | 'files'> & {
  /** Not there: it was kept before there were channels. */
  as?: Kind
  /** Not there: it was kept before there were files. */
  files?: Outgoing['files']
  problem?: Problem
}
type StoredFeed = {
  conversation: Id
  /** Not there: it was kept when there was but one order. */
  order?: FeedOrder
  posts: readonly Post[]
  hasBefore: boolean
  upTo: number
  threads: Readonly<Record<number, Thread>>
}

interface Schema extends DBSchema {
  chats: { key: Id; value: StoredChat }
  people: { key: Id; value: Person }
  outgoing: { key: Id; value: StoredOutgoing }
  wishes: { key: Id; value: Omit<Pending, 'state'> }
  drafts: { key: string; value: { conversation: string; text: string } }
  feeds: { key: Id; value: StoredFeed }
  cursor: { key: 'cursor'; value: string }
  calls: { key: 'latest'; value: readonly PastCall[] }
  activity: { key: 'latest'; value: readonly Activity[] }
}

/** What was not kept before messages could change: none had. */
const beforeChanges = { mentions: 0, knownChange: 0, lastChange: 0 } as const

const dated = (message: Message): Message =>
  message.change === undefined ? { ...(message as Message), change: 0 } : message

/** What was not kept before one could choose. The list, which comes first, says what was chosen. */
const beforeNotifications = {
  notifications: { level: 'all', mute: null, favourite: false, archivedUpTo: null },
} as const

/** What was not kept before a marker could go back: whatever the server tells is a later move. */
const beforeMarkers = {
  seenNumber: 0,
  readRevision: 0,
  readHereAsOf: 0,
  leftUnread: 0,
} as const

/** What was not kept before anybody could be blocked. */
const beforeBlocks = { closed: null } as const

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

/** Comments behind a gap were not kept at first. */
const withLater = (threads: Feed['threads']): Feed['threads'] =>
  Object.fromEntries(
    Object.entries(threads).map(([number, thread]) => [
      number,
      thread.status === 'ready' ? { ...thread, later: thread.later ?? [] } : thread,
    ]),
  )

const databaseName = (account: Id): string => `homeroom-chat-${account}`

/** What a person's chats leave on this device: what was not sent yet, drafts, and a cache to open with while offline. */
export class ChatDatabase {
  readonly #database: Promise<IDBPDatabase<Schema>>

  constructor(account: Id) {
    this.#database = openDB<Schema>(databaseName(account), 5, {
      upgrade(database, before) {
        database.createObjectStore('activity')
        if (before === 4) return
        database.createObjectStore('calls')
        if (before === 3) return
        database.createObjectStore('wishes', { keyPath: 'id' })
        if (before === 2) return
        database.createObjectStore('feeds', { keyPath: 'conversation' })
        if (before > 0) return
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
    drafts: Record<string, string>
    feeds: Record<Id, Feed>
    cursor: string | null
  }> {
    const database = await this.#database
    const [chats, people, outgoing, drafts, feeds, cursor] = await Promise.all([
      database.getAll('chats'),
      database.getAll('people'),
      this.outgoing(),
      database.getAll('drafts'),
      database.getAll('feeds'),
      database.get('cursor', 'cursor'),
    ])
    return {
      chats: chats.map(({ messages, ...chat }) => ({
        ...beforeChannels,
        ...beforeChanges,
        ...beforeNotifications,
        ...beforeMarkers,
        ...beforeBlocks,
        ...chat,
        // nothing could be put away at first
        notifications: { ...beforeNotifications.notifications, ...chat.notifications },
        chosenAsOf: 0,
        lastMessage: chat.lastMessage && dated(chat.lastMessage),
        opening: 'idle',
        catchingUp: 'idle',
        log: messages.length > 0 ? { ...emptyLog, messages: mapped(messages, dated) } : null,
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
      // what a draft is of is a place since there are channels
      drafts: Object.fromEntries(drafts.map(({ conversation, text }) => [conversation, text])),
      feeds: Object.fromEntries(
        feeds.map(({ conversation, ...feed }) => [
          conversation,
          reviseFeed(
            {
              ...emptyFeed,
              ...feed,
              // activity that was not heard of may have come first since
              end:
                (feed.order ?? 'latest') === 'latest'
                  ? (feed.posts.at(-1)?.message.number ?? 0)
                  : null,
              threads: withLater(feed.threads),
              isLoaded: true,
            },
            dated,
          ),
        ]),
      ),
      cursor: cursor ?? null,
    }
  }

  /** What waits to be sent, or was refused, in no particular order. */
  async outgoing(): Promise<Outgoing[]> {
    const stored = await (await this.#database).getAll('outgoing')
    return stored.map(({ problem, as = { kind: 'message' }, files = [], ...outgoing }) => ({
      ...outgoing,
      as,
      files,
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

  /** What one wishes of messages and may not have been sent, in no particular order. */
  async wishes(): Promise<Pending[]> {
    const stored = await (await this.#database).getAll('wishes')
    return stored.map((wish) => ({
      ...wish,
      state: { status: 'queued', attempt: 0, notBefore: 0 },
    }))
  }

  async keepWish({ state: _, ...wish }: Pending): Promise<void> {
    await (await this.#database).put('wishes', wish)
  }

  async forgetWish(id: Id): Promise<void> {
    await (await this.#database).delete('wishes', id)
  }

  async keepDraft(place: string, text: string): Promise<void> {
    const database = await this.#database
    await (text === ''
      ? database.delete('drafts', place)
      : database.put('drafts', { conversation: place, text }))
  }

  /** The latest calls, as they were last heard of. */
  async keepCalls(calls: readonly PastCall[]): Promise<void> {
    await (await this.#database).put('calls', calls, 'latest')
  }

  async calls(): Promise<readonly PastCall[]> {
    return (await (await this.#database).get('calls', 'latest')) ?? []
  }

  /** The latest of Activity, as it was last heard of. */
  async keepActivity(items: readonly Activity[]): Promise<void> {
    await (await this.#database).put('activity', items, 'latest')
  }

  async activity(): Promise<readonly Activity[]> {
    return (await (await this.#database).get('activity', 'latest')) ?? []
  }

  /** Writes what differs from what was written before, and the cursor that belongs to it, all or nothing. */
  async cache(state: ChatState, before: ChatState | null): Promise<void> {
    const transaction = (await this.#database).transaction(
      ['chats', 'feeds', 'people', 'cursor'],
      'readwrite',
    )
    for (const id of await transaction.objectStore('chats').getAllKeys()) {
      if (!state.chats[id]) void transaction.objectStore('chats').delete(id)
    }
    for (const chat of Object.values(state.chats)) {
      if (chat !== before?.chats[chat.id]) void transaction.objectStore('chats').put(stored(chat))
    }
    for (const id of await transaction.objectStore('feeds').getAllKeys()) {
      if (!state.feeds[id]) void transaction.objectStore('feeds').delete(id)
    }
    for (const [id, feed] of Object.entries(state.feeds)) {
      if (feed !== before?.feeds[id] && feed.isLoaded)
        void transaction.objectStore('feeds').put(storedFeed(id, feed))
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

function stored({ log, opening: _, catchingUp: __, ...chat }: Chat): StoredChat {
  return { ...chat, messages: log?.following ? log.messages.slice(-CACHED_MESSAGES) : [] }
}

function storedFeed(conversation: Id, feed: Feed): StoredFeed {
  const { order, posts, hasBefore, upTo, threads } = shortened(feed, CACHED_POSTS)
  const opened = posts.flatMap(({ message: { number } }) => {
    const thread = threads[number]
    return thread?.status === 'ready' ? [[number, { ...thread, more: 'idle' as const }]] : []
  })
  return {
    conversation,
    order,
    posts,
    hasBefore,
    upTo,
    threads: Object.fromEntries(opened),
  }
}
