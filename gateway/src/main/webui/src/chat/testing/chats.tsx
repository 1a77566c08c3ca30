import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { render } from 'vitest-browser-react'
import { Words } from '../../app/Words'
import { Socket, type Transport } from '../../shared/net/socket'
import type { ChatApi, PersonFound } from '../api'
import { Beginnings } from '../Beginnings'
import { ChatContext } from '../ChatContext'
import { ChatDatabase, deleteChatDatabase } from '../database'
import { deleteFileDatabase, FileDatabase } from '../files/FileDatabase'
import type { Transfer } from '../files/tus'
import { useChatKeys } from '../list/useChatKeys'
import { placeIn } from '../store/feed'
import type { Conversation, Message } from '../store/state'
import { ChatSync } from '../sync'
import { decode } from '../wire/frames'

let made = 0

/** An id as the server makes them, the same for the same number. */
export const idOf = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const ME = idOf(1)

const usualSettings = {
  messages: true,
  mentions: true,
  reactions: false,
  added: true,
  quietHours: null,
} as const

/** The server's end of the chat socket, as far as the screens need it. */
class Line implements Transport {
  onmessage: Transport['onmessage'] = null
  onclose: Transport['onclose'] = null
  readonly sent: Record<string, unknown>[] = []
  send(text: Parameters<Transport['send']>[0]): void {
    this.sent.push(JSON.parse(String(text)))
  }
  close(): void {}
  says(frame: object): void {
    this.onmessage?.call(
      null as never,
      new MessageEvent('message', { data: JSON.stringify(frame) }),
    )
  }
  breaks(): void {
    this.onclose?.call(null as never, new CloseEvent('close', { code: 1001 }))
  }
}

export type Server = {
  conversations: Conversation[]
  messages: Record<string, Message[]>
  people: PersonFound[]
  /** How files are uploaded, where they are. */
  transfer?: Transfer
  /** In place of what the server would answer otherwise. */
  answers?: Partial<ChatApi>
}

export function conversation(
  n: number,
  name: string,
  more: Partial<Conversation> = {},
): Conversation {
  const member = (id: string, called: string) =>
    ({
      id,
      name: called,
      status: '',
      photo: null,
      readNumber: 0,
      presence: 'online',
      lastSeenAt: null,
    }) as const
  return {
    id: idOf(100 + n),
    kind: 'direct',
    name: null,
    channel: null,
    role: 'member',
    members: [member(ME, 'Wu Jia-ling'), member(idOf(10 + n), name)],
    memberCount: 2,
    revision: 0,
    firstNumber: 1,
    lastNumber: 0,
    lastChange: 0,
    lastMessage: null,
    readNumber: 0,
    seenNumber: 0,
    readRevision: 1,
    unread: 0,
    mentions: 0,
    notifications: { level: 'all', mute: null, favourite: false, archivedUpTo: null },
    // the higher the number, the longer ago
    createdAt: new Date(Date.UTC(2026, 0, 30 - n)).toISOString(),
    ...more,
  }
}

export const message = (number: number, sender: string, text: string): Message => ({
  number,
  id: idOf(1_000 + number),
  sender,
  clientId: idOf(2_000 + number),
  text,
  sentAt: new Date(Date.UTC(2026, 10, 22, 10, number)).toISOString(),
  change: 0,
})

/** A post or a comment of a channel, in place of a message. */
export const written = (
  number: number,
  sender: string,
  text: string,
  as: Pick<Message, 'title' | 'commentsAllowed' | 'post' | 'replyTo' | 'moment' | 'files'>,
): Message => ({ ...message(number, sender, text), ...as })

/** A channel's posts as the server tells them: the latest first, with their comments counted. */
function postsOf(messages: readonly Message[]) {
  const posts = messages.filter((one) => one.title !== undefined)
  return posts.reverse().map((one) => {
    const comments = messages.filter(({ post }) => post === one.number)
    const last = comments.at(-1)
    return {
      message: one,
      comments: comments.length,
      lastCommentAt: last?.sentAt ?? null,
      lastNumber: last?.number ?? one.number,
      lastChange: 0,
    }
  })
}

/** The real chat client of a new account, on a server and a line that the test plays; the disk is the browser's. */
export async function startChats(server: Server) {
  const account = `test-${Date.now()}-${made++}`
  const lines: Line[] = []
  const database = new ChatDatabase(account)
  const notFound = { slug: 'conversation-not-found', status: 404, title: '', detail: '' }
  const api: ChatApi = {
    conversations: async () => ({
      ok: true,
      value: { conversations: server.conversations, next: null, cursor: 'c' },
    }),
    conversation: async (id) => {
      const found = server.conversations.find((one) => one.id === id)
      return found ? { ok: true, value: found } : { ok: false, problem: notFound }
    },
    messages: async (id) => ({
      ok: true,
      value: {
        messages: server.messages[id] ?? [],
        hasBefore: false,
        hasAfter: false,
        lastChange: 0,
      },
    }),
    open: async (person) => {
      const opened = conversation(50, server.people.find(({ id }) => id === person)?.name ?? '')
      return { ok: true, value: opened }
    },
    people: async (q) => ({
      ok: true,
      value: server.people.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())),
    }),
    person: async (id) => {
      const found = server.people.find((one) => one.id === id)
      return found ? { ok: true, value: found } : { ok: false, problem: notFound }
    },
    posts: async (id, order, before) => {
      const posts = postsOf(server.messages[id] ?? []).sort(
        (a, b) => placeIn(order, b) - placeIn(order, a),
      )
      const older = posts.filter((post) => placeIn(order, post) < (before ?? Infinity))
      return { ok: true, value: { posts: older.slice(0, 20), hasBefore: older.length > 20 } }
    },
    changes: async (_, after) => ({
      ok: true,
      value: { messages: [], lastChange: after, hasAfter: false },
    }),
    pins: async (id) => ({
      ok: true,
      value: {
        messages: (server.messages[id] ?? []).filter((one) => one.pinnedAt !== undefined),
        lastChange: 0,
      },
    }),
    editions: async () => ({ ok: true, value: { editions: [], next: null } }),
    reactors: async () => ({ ok: true, value: { people: [], next: null } }),
    post: async (id, number) => {
      const found = postsOf(server.messages[id] ?? []).find((one) => one.message.number === number)
      return found ? { ok: true, value: found } : { ok: false, problem: notFound }
    },
    comments: async (id, number, after) => ({
      ok: true,
      value: {
        messages: (server.messages[id] ?? []).filter(
          (one) => one.post === number && one.number > after,
        ),
        hasAfter: false,
        lastChange: 0,
      },
    }),
    choose: async (_, notifications) => ({ ok: true, value: notifications }),
    notificationSettings: async () => ({ ok: true, value: usualSettings }),
    chooseSettings: async (settings) => ({ ok: true, value: settings }),
    activity: async () => ({ ok: true, value: { items: [], unread: 0, next: null } }),
    noticed: async () => ({ ok: true, value: null }),
    calls: async () => ({ ok: true, value: { calls: [], missed: 0, next: null } }),
    callsSeen: async () => ({ ok: true, value: null }),
    block: async () => ({ ok: true, value: null }),
    unblock: async () => ({ ok: true, value: null }),
    report: async () => ({ ok: true, value: null }),
    reports: async () => ({ ok: true, value: { reports: [], open: 0, next: null } }),
    settle: async () => ({ ok: true, value: null }),
    members: async () => ({ ok: true, value: { members: [], next: null } }),
    membersNamed: async () => ({ ok: true, value: { members: [], next: null } }),
    seat: async () => ({ ok: false, problem: notFound }),
    unseat: async () => ({ ok: true, value: null }),
    change: async () => ({ ok: false, problem: notFound }),
    openGroup: async () => ({ ok: false, problem: notFound }),
    createChannel: async () => ({ ok: false, problem: notFound }),
    openChannels: async () => ({ ok: true, value: { channels: [], next: null } }),
    invite: async () => ({ ok: false, problem: notFound }),
    invitations: async () => ({ ok: true, value: { invitations: [] } }),
    takeBack: async () => ({ ok: true, value: null }),
    look: async () => ({ ok: false, problem: { ...notFound, slug: 'invitation-invalid' } }),
    accept: async () => ({ ok: false, problem: { ...notFound, slug: 'invitation-invalid' } }),
    search: async () => ({ ok: true, value: { hits: [], next: null } }),
    export: async () => ({ ok: false, problem: notFound }),
    file: async () => ({ ok: false, problem: { ...notFound, slug: 'file-not-found' } }),
    removeFile: async () => ({ ok: true, value: null }),
    fileUsage: async () => ({ ok: true, value: { used: 0, limit: 5 * 2 ** 30, largest: 2 ** 30 } }),
    fileAddresses: async () => ({ ok: true, value: [] }),
    ...server.answers,
  }
  const sync = new ChatSync({
    me: ME,
    api,
    database,
    files: new FileDatabase(account),
    transfer: server.transfer ?? (async () => ({ ok: false, problem: notFound })),
    tabs: account,
    connect: (listener) =>
      new Socket({
        url: 'ws://class/ws/chat',
        freshToken: async () => ({ ok: true, value: 'token' }),
        decode,
        transport: () => {
          const line = new Line()
          lines.push(line)
          return line
        },
        ...listener,
      }),
  })
  await sync.start()
  const hello = { type: 'hello', account: ME, pingAfterSeconds: 20, maxTextBytes: 16_384 }
  const line = () => {
    const last = lines.at(-1)
    if (!last) throw new Error('no line was opened')
    return last
  }
  line().says(hello)
  const end = async () => {
    sync.close()
    await deleteChatDatabase(account)
    await deleteFileDatabase(account)
  }
  return { sync, database, line, end }
}

/** What the app has on every screen. */
function Everywhere({ sync }: { sync: ChatSync }) {
  useChatKeys(sync)
  return <Beginnings />
}

/** Shows a screen as the app does, at an address. */
export async function show(sync: ChatSync, at: string, screen: ReactNode) {
  const root = createRootRoute({ component: Outlet })
  const component = () => (
    <ChatContext value={sync}>
      {screen}
      <Everywhere sync={sync} />
    </ChatContext>
  )
  const list = createRoute({ getParentRoute: () => root, path: '/chats', component })
  const chat = createRoute({ getParentRoute: () => root, path: '/chats/$chatId', component })
  const calls = createRoute({ getParentRoute: () => root, path: '/calls', component })
  const channels = createRoute({ getParentRoute: () => root, path: '/channels', component })
  const channel = createRoute({
    getParentRoute: () => root,
    path: '/channels/$channelId',
    component,
  })
  const post = createRoute({ getParentRoute: () => channel, path: '$post' })
  const search = createRoute({ getParentRoute: () => root, path: '/search', component })
  const router = createRouter({
    routeTree: root.addChildren([list, chat, calls, channels, channel.addChildren([post]), search]),
    history: createMemoryHistory({ initialEntries: [at] }),
  })
  const shown = await render(
    <Words navigate={() => undefined}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the app's own router is registered as the only type */}
      <RouterProvider router={router as any} />
    </Words>,
  )
  return {
    ...shown,
    address: () => router.state.location.pathname,
    searched: () => router.state.location.searchStr,
    back: () => router.history.back(),
  }
}
