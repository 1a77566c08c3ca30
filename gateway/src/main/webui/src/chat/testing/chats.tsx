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
import { ChatContext } from '../ChatContext'
import { ChatDatabase, deleteChatDatabase } from '../database'
import type { Conversation, Message } from '../store/state'
import { ChatSync } from '../sync'
import { decode } from '../wire/frames'

let made = 0

/** An id as the server makes them, the same for the same number. */
export const idOf = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const ME = idOf(1)

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
    unread: 0,
    mentions: 0,
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
  }
  const sync = new ChatSync({
    me: ME,
    api,
    database,
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
  }
  return { sync, database, line, end }
}

/** Shows a screen as the app does, at an address. */
export async function show(sync: ChatSync, at: string, screen: ReactNode) {
  const root = createRootRoute({ component: Outlet })
  const component = () => <ChatContext value={sync}>{screen}</ChatContext>
  const list = createRoute({ getParentRoute: () => root, path: '/chats', component })
  const chat = createRoute({ getParentRoute: () => root, path: '/chats/$chatId', component })
  const router = createRouter({
    routeTree: root.addChildren([list, chat]),
    history: createMemoryHistory({ initialEntries: [at] }),
  })
  const shown = await render(
    <Words navigate={() => undefined}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the app's own router is registered as the only type */}
      <RouterProvider router={router as any} />
    </Words>,
  )
  return { ...shown, address: () => router.state.location.pathname }
}
