import { describe, expect, it } from 'vitest'
import type { ChatEvent } from '../wire/frames'
import { placeIn } from './feed'
import type { Input } from './input'
import { EVERYBODY, token } from './mentions'
import { reduce } from './reduce'
import { ClientOnBadLine, ME, OTHER, ServerInMemory, seeded } from './simulation'
import {
  type Chat,
  type ChatState,
  initialState,
  type Kind,
  type Message,
  type Wish,
} from './state'
import { readMarker } from './unread'

/** What holds in every state, whatever happened before. Plain comparisons: they run a million times. */
function invariants(state: ChatState): void {
  const broken: string[] = []
  for (const { id, log, lastNumber, unread, knownChange, lastChange } of Object.values(
    state.chats,
  )) {
    const messages = log?.messages ?? []
    const first = messages[0]?.number ?? 0
    const last = messages.at(-1)?.number ?? 0
    if (messages.some((message, i) => message.number !== first + i)) broken.push(`a gap in ${id}`)
    if (log?.ahead.some((message) => message.number <= last + 1)) broken.push(`not ahead in ${id}`)
    if (lastNumber < last || unread < 0) broken.push(`counts of ${id}`)
    if (knownChange > lastChange) broken.push(`changes of ${id}`)
  }
  for (const [id, queue] of Object.entries(state.outgoing)) {
    if (queue.filter((one) => one.state.status === 'sending').length > 1)
      broken.push(`two on their way in ${id}`)
    if (new Set(queue.map((one) => one.clientId)).size < queue.length)
      broken.push(`doubled in ${id}`)
  }
  for (const [id, wishes] of Object.entries(state.pending)) {
    const sending = wishes.filter((one) => one.state.status === 'sending')
    if (new Set(sending.map((one) => one.number)).size < sending.length)
      broken.push(`two wishes of one message on their way in ${id}`)
  }
  expect(broken).toEqual([])
}

function run(seed: number, recover: (client: ClientOnBadLine, server: ServerInMemory) => void) {
  const random = seeded(seed)
  const server = new ServerInMemory()
  const ids = ['a', 'b', 'c', CHANNEL]
  server.open('a')
  for (let i = 0; i < random() * 300; i++)
    server.store('a', random() < 0.5 ? OTHER : ME, `old-${i}`, 'before')
  const client = new ClientOnBadLine(server, random, invariants)
  const written: Record<string, string[]> = {}
  let count = 0
  const pick = () => ids[Math.floor(random() * ids.length)] ?? 'a'
  const oneOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]
  /** A post, or a comment on one that was not deleted. */
  const anyKind = (id: string): Kind => {
    if (id !== CHANNEL) return { kind: 'message' }
    const open = server.conversations.get(id)?.messages.filter(isOpenPost).slice(-4) ?? []
    const on = random() < 0.7 ? oneOf(open) : undefined
    return on
      ? { kind: 'comment', post: on.number, replyTo: null }
      : { kind: 'post', title: `post-${count++}`, commentsAllowed: true }
  }
  const anyWish = (message: Message | undefined): Wish => {
    const kind = (['edit', 'edit', 'react', 'react', 'react', 'pin', 'delete'] as const)[
      Math.floor(random() * 7)
    ]
    const present = random() < 0.6
    switch (kind) {
      case 'delete':
        return { kind }
      case 'pin':
        return { kind, present }
      case 'react':
        return { kind, emoji: random() < 0.5 ? '👍' : '🎉', present }
      default: {
        const whom = (['', '', token(ME), token(EVERYBODY)] as const)[Math.floor(random() * 4)]
        return { kind: 'edit', text: `edited-${count++} ${whom}`, title: message?.title ?? null }
      }
    }
  }
  const actions = [
    () => client.connect(),
    () => random() < 0.3 && client.breakLine(),
    () => {
      const id = pick()
      if (!server.conversations.has(id))
        client.hear(id === CHANNEL ? openChannel(server) : server.open(id))
      else
        client.hear(
          id !== CHANNEL && random() < 0.2
            ? server.call(
                id,
                random() < 0.7 ? OTHER : ME,
                `call-${count++}`,
                oneOf(['hung-up', 'declined', 'cancelled', 'unanswered'] as const) ?? 'busy',
              )
            : (server.store(id, OTHER, `other-${count++}`, 'theirs', anyKind(id))?.event ?? null),
        )
    },
    () => {
      const id = pick()
      if (server.conversations.has(id))
        client.hear(server.read(id, OTHER, Math.floor(random() * 400)))
    },
    () => {
      // somebody, on whatever device, makes something of a message
      const id = pick()
      const stored = server.conversations.get(id)
      if (!stored || stored.messages.length === 0) return
      const number =
        stored.messages.length - Math.floor(random() * Math.min(60, stored.messages.length))
      const account = random() < 0.7 ? OTHER : ME
      const wish = anyWish(stored.messages[number - 1])
      client.hear(server.change(id, number, account, wish, `elsewhere-${count++}`).event)
    },
    () => {
      const id = pick()
      if (server.conversations.has(id)) client.hear(server.relay(id))
    },
    () => {
      const { open } = client.state
      const message = open && shownIn(client.state, open).findLast(() => random() < 0.2)
      if (!open || !message) return
      client.dispatch({
        type: 'wished',
        id: `wish-${count++}`,
        conversation: open,
        number: message.number,
        wish: anyWish(message),
        at: client.now,
      })
    },
    () => client.dispatch({ type: 'ticked', at: client.now }),
    () => {
      // another device of one's own
      const id = pick()
      if (server.conversations.has(id))
        client.hear(
          random() < 0.4
            ? (server.store(id, ME, `elsewhere-${count++}`, 'mine', anyKind(id))?.event ?? null)
            : random() < 0.7
              ? server.read(id, ME, Math.floor(random() * 400))
              : server.unread(id),
        )
    },
    () => {
      const id = pick()
      if (!client.state.chats[id]) return
      const text = `mine-${count++}`
      written[id] = [...(written[id] ?? []), text]
      client.dispatch({
        type: 'composed',
        as: anyKind(id),
        conversation: id,
        clientId: `${id}-${text}`,
        text,
        at: client.now,
      })
    },
    () => {
      const id = pick()
      if (client.state.open) client.dispatch({ type: 'left', conversation: client.state.open })
      if (server.conversations.has(id))
        client.dispatch({
          type: 'opened',
          conversation: id,
          at: random() < 0.2 ? 1 + Math.floor(random() * 300) : null,
        })
    },
    () => {
      const { open: conversation } = client.state
      if (conversation === CHANNEL) lookOn(random, client)
      else if (conversation)
        client.dispatch({
          type: 'page.wanted',
          conversation,
          purpose: oneOf(['latest', 'before', 'after'] as const) ?? 'latest',
        })
    },
    () => {
      // here: the server tells what came of it
      const id = pick()
      if (client.state.link === 'up' && server.conversations.has(id)) client.hear(server.unread(id))
    },
    () =>
      client.state.open &&
      client.dispatch({
        type: 'seen',
        conversation: client.state.open,
        number: Math.floor(random() * 400),
      }),
    () => {
      server.name = `Lin ${count++}`
      client.hear({ type: 'profile', account: OTHER, name: server.name, status: '', photo: null })
    },
    () => {
      server.presence = random() < 0.5 ? 'online' : 'offline'
      client.hear({ type: 'presence', account: OTHER, state: server.presence, lastSeenAt: null })
    },
  ]
  for (let step = 0; step < 250; step++) {
    actions[Math.floor(random() * actions.length)]?.()
    for (let i = 0; i < random() * 4; i++) client.deliver()
  }
  client.isBad = false
  client.dispatch({ type: 'wishes.released', conversation: null })
  while (client.deliver());
  recover(client, server)
  while (client.deliver());
  const { open } = client.state
  if (open === CHANNEL) {
    // what could not be loaded is asked for once more
    const anew = client.state.feedOrder === 'active'
    client.dispatch({ type: 'posts.wanted', conversation: open, anew })
    for (const [post, { status }] of Object.entries(client.state.feeds[open]?.threads ?? {}))
      if (status === 'failed')
        client.dispatch({ type: 'thread.opened', conversation: open, post: Number(post) })
  } else if (open) client.dispatch({ type: 'page.wanted', conversation: open, purpose: 'latest' })
  while (client.deliver());
  return { server, state: client.state, written }
}

const CHANNEL = 'channel'

/** With a post that has more comments than come at once. */
function openChannel(server: ServerInMemory): ChatEvent {
  server.open(CHANNEL, 'channel')
  server.store(CHANNEL, OTHER, 'first', '', {
    kind: 'post',
    title: 'the first',
    commentsAllowed: true,
  })
  for (let i = 0; i < 10; i++)
    server.store(CHANNEL, OTHER, `first-${i}`, 'before', {
      kind: 'comment',
      post: 1,
      replyTo: null,
    })
  return { type: 'conversation.opened', conversation: server.conversation(CHANNEL) }
}

const isOpenPost = ({ title, deletedAt }: Message) => title !== undefined && deletedAt === undefined

/** All that is loaded of a conversation. */
function shownIn(state: ChatState, id: string): readonly Message[] {
  const feed = state.feeds[id]
  if (id !== CHANNEL || !feed) return state.chats[id]?.log?.messages ?? []
  const comments = Object.values(feed.threads).flatMap((thread) =>
    thread.status === 'ready' ? thread.comments : [],
  )
  return [...feed.posts.map(({ message }) => message), ...comments]
}

/** Somebody looks at older posts, opens one, or reads on in its comments. */
function lookOn(random: () => number, client: ClientOnBadLine): void {
  const feed = client.state.feeds[CHANNEL]
  const post = feed?.posts.findLast(() => random() < 0.3)?.message.number
  const types = ['posts.wanted', 'feeds.ordered', 'thread.opened', 'comments.wanted'] as const
  const type = types[Math.floor(random() * types.length)]
  if (type === 'posts.wanted')
    client.dispatch({ type, conversation: CHANNEL, anew: random() < 0.2 })
  else if (type === 'feeds.ordered')
    client.dispatch({ type, order: random() < 0.5 ? 'latest' : 'active' })
  else if (type && post !== undefined) client.dispatch({ type, conversation: CHANNEL, post })
}

/** What is loaded of the channel is what the server shows. */
function expectFeed(server: ServerInMemory, state: ChatState): void {
  const feed = state.feeds[CHANNEL]
  const told = ({ lastChange: _, ...post }: ReturnType<ServerInMemory['posts']>[number]) =>
    expect.objectContaining(post)
  const order = feed?.order ?? 'latest'
  const posts = server.posts(CHANNEL).sort((a, b) => placeIn(order, b) - placeIn(order, a))
  expect(feed).toMatchObject({
    order: state.feedOrder,
    isLoaded: true,
    ahead: [],
    upTo: posts.length === 0 ? 0 : expect.any(Number),
  })
  expect(feed?.posts).toEqual(posts.slice(0, feed?.posts.length).map(told))
  if (!feed?.hasBefore) expect(feed?.posts).toHaveLength(posts.length)
  for (const [number, thread] of Object.entries(feed?.threads ?? {})) {
    if (thread.status !== 'ready') throw new Error(`a post that is ${thread.status}`)
    const comments = server.comments(CHANNEL, Number(number))
    expect(thread.post).toEqual(
      told(posts.find(({ message }) => message.number === Number(number)) as never),
    )
    expect(thread.comments).toEqual(comments.slice(0, thread.comments.length))
    if (!thread.hasAfter) expect(thread.comments).toHaveLength(comments.length)
  }
}

function reconnect(client: ClientOnBadLine): void {
  client.breakLine()
  client.connect()
}

/** No reconnect: what was lost shows only by the number of the next message. */
function oneMoreMessage(client: ClientOnBadLine, server: ServerInMemory): void {
  client.connect()
  while (client.deliver());
  for (const id of server.conversations.keys()) {
    const as: Kind =
      id === CHANNEL
        ? { kind: 'post', title: 'the last', commentsAllowed: true }
        : { kind: 'message' }
    client.hear(server.store(id, OTHER, 'the last', 'theirs', as)?.event ?? null)
  }
  // nor what was made of messages, but by the number of the next change
  for (const [id, { messages }] of server.conversations)
    client.hear(
      server.change(
        id,
        messages.length,
        OTHER,
        { kind: 'edit', text: 'twice', title: id === CHANNEL ? 'the last' : null },
        'last',
      ).event,
    )
}

describe('a client on a line that loses, doubles, delays, reorders and breaks', () => {
  for (let seed = 1; seed <= 150; seed++) {
    it(`ends with what the server has (seed ${seed})`, () => {
      const { server, state, written } = run(seed, reconnect)
      for (const [id, stored] of server.conversations) {
        const chat = state.chats[id]
        const truth = server.conversation(id)
        expect({
          lastNumber: chat?.lastNumber,
          lastMessage: chat?.lastMessage,
          markers: chat?.markers,
          unread: chat?.unread,
          mentions: chat?.mentions,
          lastChange: chat?.lastChange,
        }).toEqual({
          lastNumber: truth.lastNumber,
          lastMessage: truth.lastMessage,
          markers: stored.markers,
          unread: truth.unread,
          mentions: truth.mentions,
          lastChange: truth.lastChange,
        })
        const mine = stored.messages
          .map((m: Message) => m.clientId)
          .filter((clientId) => clientId.startsWith(`${id}-mine-`))
        // a comment on what was deleted stays as not sent
        const unsent = new Set(state.outgoing[id]?.map(({ text }) => text))
        const sent = (written[id] ?? []).filter((text) => !unsent.has(text))
        expect(mine).toEqual(sent.map((text) => `${id}-${text}`))
        if (state.open === id) expect(chat?.knownChange).toBe(truth.lastChange)
        if (state.open === id && id === CHANNEL) expectFeed(server, state)
        else if (state.open === id) {
          expect(chat?.log?.ahead).toEqual([])
          expect(chat?.log?.messages).toEqual(
            server.shown(id).slice((chat?.log?.messages[0]?.number ?? 1) - 1),
          )
        }
      }
      expect(
        Object.values(state.outgoing)
          .flat()
          .filter(
            ({ conversation, state: its }) => conversation !== CHANNEL || its.status !== 'failed',
          ),
      ).toEqual([])
      // an edit that was refused stays until somebody has seen that
      const waiting = Object.values(state.pending).flat()
      expect(waiting.filter(({ state: its }) => its.status !== 'failed')).toEqual([])
      expect(state.people[OTHER]).toMatchObject({ name: server.name, presence: server.presence })
      expect(state.people[ME]?.name).toBe('Me')
    })
  }

  for (let seed = 1; seed <= 100; seed++) {
    it(`finds by the next number what was lost, and fetches it (seed ${seed})`, () => {
      const { server, state } = run(seed, oneMoreMessage)
      for (const id of server.conversations.keys()) {
        const messages = server.shown(id)
        expect(state.chats[id]?.lastMessage).toEqual(messages.at(-1))
        if (state.open === id && id === CHANNEL) expectFeed(server, state)
        const log = state.open === id ? state.chats[id]?.log : null
        if (log) expect(log.messages).toEqual(messages.slice((log.messages[0]?.number ?? 1) - 1))
      }
    })
  }
})

describe('the chat store', () => {
  const message = (number: number, sender = OTHER): Message => ({
    number,
    id: `a/${number}`,
    sender,
    clientId: `c${number}`,
    text: 'text',
    sentAt: '2026-11-22T10:00:00Z',
    change: 0,
  })
  const arrives = (number: number) =>
    ({
      type: 'frame',
      frame: { type: 'message.sent', conversation: 'a', message: message(number) },
      at: 0,
    }) as const

  /** A conversation with three messages, loaded and open. */
  function opened() {
    const server = new ServerInMemory()
    server.open('a')
    for (let i = 1; i <= 3; i++) server.store('a', OTHER, `c${i}`, 'text')
    const client = new ClientOnBadLine(server, () => 1, invariants)
    client.isBad = false
    client.connect()
    while (client.deliver());
    client.dispatch({ type: 'opened', conversation: 'a', at: null })
    while (client.deliver());
    return { server, client, chat: () => client.state.chats.a }
  }

  it('asks for what a skipped number hides, and shows what came meanwhile', () => {
    const { client, chat } = opened()
    const { state, effects } = reduce(client.state, arrives(6))
    expect(effects).toContainEqual({
      type: 'load-page',
      conversation: 'a',
      purpose: 'after',
      after: 3,
      limit: 100,
    })
    expect(state.chats.a?.log?.ahead.map((m) => m.number)).toEqual([6])
    const filled = reduce(state, {
      type: 'page.loaded',
      conversation: 'a',
      purpose: 'after',
      page: { messages: [message(4), message(5)], hasBefore: true, hasAfter: true, lastChange: 0 },
    })
    expect(filled.state.chats.a?.log?.messages.map((m) => m.number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(chat()?.unread).toBe(3)
    expect(filled.state.chats.a?.unread).toBe(6)
  })

  it('asks for the count of unread messages when it cannot count them', () => {
    const { client } = opened()
    client.dispatch({ type: 'left', conversation: 'a' })
    const { effects } = reduce(client.state, arrives(9))
    expect(effects).toEqual([
      { type: 'load-conversation', conversation: 'a', asOf: client.state.frames + 1 },
    ])
  })

  it('does not let an older answer undo a newer event', () => {
    const { client, server } = opened()
    const asOf = client.state.frames
    const older = server.conversation('a')
    client.dispatch({
      type: 'frame',
      frame: { type: 'presence', account: OTHER, state: 'away', lastSeenAt: null },
      at: 0,
    })
    client.dispatch({
      type: 'frame',
      frame: { type: 'profile', account: OTHER, name: 'Lin Mei-hua', status: '', photo: null },
      at: 0,
    })
    client.dispatch({ type: 'conversation.loaded', conversation: older, asOf })
    expect(client.state.people[OTHER]).toMatchObject({ name: 'Lin Mei-hua', presence: 'away' })
  })

  /** A group of three that one is in since its fifth message. */
  function inGroup() {
    const { client, server } = opened()
    const group = {
      ...server.conversation('a'),
      id: 'g',
      kind: 'group',
      name: 'Science fair',
      memberCount: 3,
      revision: 4,
      firstNumber: 5,
      lastNumber: 4,
      lastMessage: null,
    } as const
    client.dispatch({ type: 'conversation.loaded', conversation: group, asOf: 0 })
    const told = (frame: Extract<Input, { type: 'frame' }>['frame']) =>
      reduce(client.state, { type: 'frame', frame, at: 0 })
    return { client, group, told }
  }

  it('applies the next revision of a conversation, drops an older one, and asks for a skipped one', () => {
    const { client, told } = inGroup()
    const renamed = (revision: number) =>
      told({
        type: 'conversation.changed',
        conversation: 'g',
        revision,
        name: 'Fair',
        channel: null,
      })
    expect(renamed(5).state.chats.g).toMatchObject({ name: 'Fair', revision: 5 })
    expect(renamed(5).effects).toEqual([])
    expect(renamed(4).state.chats).toBe(client.state.chats)
    expect(renamed(6).state.chats).toBe(client.state.chats)
    expect(renamed(6).effects).toMatchObject([{ type: 'load-conversation', conversation: 'g' }])
    const left = told({
      type: 'member.changed',
      conversation: 'g',
      revision: 5,
      account: OTHER,
      memberCount: 2,
      role: null,
    })
    expect(left.state.chats.g).toMatchObject({ memberIds: [ME], memberCount: 2, revision: 5 })
    const came = told({
      type: 'member.changed',
      conversation: 'g',
      revision: 5,
      account: 'new',
      memberCount: 4,
      role: 'member',
    })
    expect(came.effects).toMatchObject([{ type: 'load-conversation', conversation: 'g' }])
  })

  it('drops all of a conversation that one has left, and does not let an older answer bring it back', () => {
    const { client, group, told } = inGroup()
    client.dispatch({ type: 'drafted', place: 'g', text: 'half a' })
    const { state, effects } = told({ type: 'conversation.left', conversation: 'g', revision: 5 })
    expect(state.chats.g).toBeUndefined()
    expect(state.drafts).toEqual({})
    expect(effects).toEqual([{ type: 'keep-draft', place: 'g', text: '' }])
    const back = (revision: number) =>
      reduce(state, { type: 'conversation.loaded', conversation: { ...group, revision }, asOf: 0 })
    expect(back(4).state.chats.g).toBeUndefined()
    expect(back(6).state.chats.g).toMatchObject({ name: 'Science fair', revision: 6 })
    // one that comes late may be of before one came back
    const late = told({ type: 'conversation.left', conversation: 'g', revision: 3 })
    expect(late.state.chats.g).toBeDefined()
    expect(late.effects).toMatchObject([{ type: 'load-conversation', conversation: 'g' }])
    const resumed = reduce(client.state, {
      type: 'resumed',
      result: { kind: 'resumed', cursor: '9', conversations: [], left: ['g'] },
    })
    expect(resumed.state.chats.g).toBeUndefined()
  })

  it('keeps nothing below the first message that one may see', () => {
    const { client, group } = inGroup()
    const opened = reduce(client.state, { type: 'opened', conversation: 'g', at: null })
    expect(opened.effects).toEqual([])
    expect(opened.state.chats.g?.log?.messages).toEqual([])
    const again = reduce(client.state, {
      type: 'conversation.loaded',
      conversation: { ...group, revision: 9, firstNumber: 12, lastNumber: 12, unread: 1 },
      asOf: 0,
    })
    expect(again.state.chats.g).toMatchObject({ firstNumber: 12, log: null, unread: 1 })
  })

  it('ends a typing mark after 6 s, on the message, and on request', () => {
    const { client } = opened()
    const typing = (active: boolean, at: number) =>
      client.dispatch({
        type: 'frame',
        frame: { type: 'typing', conversation: 'a', account: OTHER, active },
        at,
      })
    const typers = () => Object.keys(client.state.typing.a ?? {})
    typing(true, 1_000)
    client.dispatch({ type: 'ticked', at: 6_999 })
    expect(typers()).toEqual([OTHER])
    client.dispatch({ type: 'ticked', at: 7_000 })
    expect(typers()).toEqual([])
    typing(true, 8_000)
    typing(false, 8_500)
    expect(typers()).toEqual([])
    typing(true, 9_000)
    client.dispatch(arrives(4))
    expect(typers()).toEqual([])
  })

  const compose = (client: ClientOnBadLine, clientId: string) =>
    client.dispatch({
      type: 'composed',
      conversation: 'a',
      clientId,
      as: { kind: 'message' },
      text: clientId,
      at: 5,
    })
  const statuses = (state: ChatState) =>
    (state.outgoing.a ?? []).map((one) => [one.clientId, one.state.status])

  it('sends nothing that is not on the disk, and one message of a conversation at a time', () => {
    const { client } = opened()
    compose(client, 'x')
    compose(client, 'y')
    expect(statuses(client.state)).toEqual([
      ['x', 'storing'],
      ['y', 'storing'],
    ])
    const stored = reduce(client.state, {
      type: 'outgoing.stored',
      conversation: 'a',
      clientId: 'x',
    })
    expect(stored.effects.map((effect) => effect.type)).toEqual(['send'])
    const both = reduce(stored.state, { type: 'outgoing.stored', conversation: 'a', clientId: 'y' })
    expect(both.effects).toEqual([])
    expect(statuses(both.state)).toEqual([
      ['x', 'sending'],
      ['y', 'queued'],
    ])
  })

  it('keeps a refused message as not sent, goes on with the next, and tries again under another name', () => {
    const { client } = opened()
    client.dispatch({ type: 'disconnected' })
    compose(client, 'x')
    compose(client, 'y')
    while (client.deliver());
    const up = reduce(client.state, { type: 'connected' }).state
    const problem = { slug: 'text-too-long', status: 422, title: '', detail: '' }
    const refused = reduce(up, {
      type: 'send.refused',
      conversation: 'a',
      clientId: 'x',
      problem,
      at: 10,
    })
    expect(statuses(refused.state)).toEqual([
      ['x', 'failed'],
      ['y', 'sending'],
    ])
    expect(refused.effects.map((effect) => effect.type)).toEqual(['keep', 'send'])
    const again = reduce(refused.state, {
      type: 'retried',
      conversation: 'a',
      clientId: 'x',
      as: 'z',
      at: 20,
    })
    expect(statuses(again.state)).toEqual([
      ['y', 'sending'],
      ['z', 'storing'],
    ])
    expect(again.effects.map((effect) => effect.type)).toEqual(['forget', 'keep'])
    const discarded = reduce(refused.state, { type: 'discarded', conversation: 'a', clientId: 'x' })
    expect(statuses(discarded.state)).toEqual([['y', 'sending']])
  })

  it('lets a read marker go back, but not for what was on its way, and not undone by looking on', () => {
    const { client, server, chat } = opened()
    const marker = () => ({
      unread: chat()?.unread,
      shown: chat() && readMarker(chat() as Chat, ME),
    })
    client.dispatch({ type: 'seen', conversation: 'a', number: 2 })
    client.dispatch({ type: 'seen', conversation: 'a', number: 3 })
    // what comes first tells of the first of them: no flicker
    client.deliver()
    expect(marker()).toEqual({ unread: 0, shown: 3 })
    while (client.deliver());
    client.hear(server.unread('a'))
    while (client.deliver());
    expect(marker()).toEqual({ unread: 1, shown: 2 })
    // it is open, and stays unread until it is opened anew, something comes, or somebody says so
    client.dispatch({ type: 'seen', conversation: 'a', number: 3 })
    expect(marker()).toEqual({ unread: 1, shown: 2 })
    const late = server.read('a', ME, 3)
    client.hear(server.unread('a'))
    client.hear(late)
    while (client.deliver());
    expect(marker()).toEqual({ unread: 1, shown: 2 })
    client.dispatch({ type: 'seen', conversation: 'a', number: 3, isMeant: true })
    expect(marker()).toEqual({ unread: 0, shown: 3 })
    while (client.deliver());
    client.hear(server.unread('a'))
    while (client.deliver());
    client.dispatch({ type: 'left', conversation: 'a' })
    client.dispatch({ type: 'opened', conversation: 'a', at: null })
    client.dispatch({ type: 'seen', conversation: 'a', number: 3 })
    expect(marker()).toEqual({ unread: 0, shown: 3 })
  })

  it('sends a message whose original is gone without it, if one wants that', () => {
    const { client } = opened()
    client.dispatch({
      type: 'composed',
      conversation: 'a',
      clientId: 'reply',
      as: { kind: 'message', replyTo: 2 },
      text: 'about that',
      at: 1,
    })
    client.dispatch({
      type: 'send.refused',
      conversation: 'a',
      clientId: 'reply',
      problem: { slug: 'message-deleted', status: 409, title: '', detail: '' },
      at: 1,
    })
    expect(client.state.outgoing.a?.[0]).toMatchObject({
      text: 'about that',
      state: { status: 'failed' },
    })
    client.dispatch({
      type: 'retried',
      conversation: 'a',
      clientId: 'reply',
      as: 'again',
      at: 2,
      kind: { kind: 'message' },
    })
    expect(client.state.outgoing.a?.[0]).toMatchObject({
      clientId: 'again',
      as: { kind: 'message' },
      text: 'about that',
    })
    expect(client.state.outgoing.a?.[0]?.as).not.toHaveProperty('replyTo')
  })

  it('asks again for a list that failed, once the line is back', () => {
    const { client } = opened()
    const problem = { slug: 'service-unavailable', status: 503, title: '', detail: '' }
    const failed = { ...client.state, list: { status: 'failed', problem } as const }
    const { effects } = reduce(failed, { type: 'connected' })
    expect(effects).toContainEqual({ type: 'load-list', after: null, asOf: failed.frames })
  })

  it('loads the list to its end, shows what it has, and goes on where it failed', () => {
    const server = new ServerInMemory()
    const [near, far] = ['a', 'b'].map((id) => {
      server.open(id)
      return server.conversation(id)
    })
    if (!near || !far) throw new Error('the server has both')
    const page = { type: 'list.loaded', cursor: 'c', asOf: 0 } as const
    const first = reduce(initialState(ME), {
      ...page,
      after: null,
      conversations: [near],
      next: 'n',
    })
    expect(Object.keys(first.state.chats)).toEqual(['a'])
    expect(first.effects).toContainEqual({ type: 'load-list', after: 'n', asOf: 0 })
    const problem = { slug: 'service-unavailable', status: 503, title: '', detail: '' }
    const failed = reduce(first.state, { type: 'list.failed', after: 'n', problem })
    const up = reduce(failed.state, { type: 'connected' })
    expect(up.effects).toContainEqual({ type: 'load-list', after: 'n', asOf: 0 })
    const whole = reduce(up.state, {
      ...page,
      after: 'n',
      conversations: [far],
      next: null,
      cursor: 'later',
    })
    expect(Object.keys(whole.state.chats)).toEqual(['a', 'b'])
    expect(whole.state.list).toEqual({ status: 'ready', next: null, more: 'idle' })
    // what happened to the first page since it was loaded is told after its own cursor
    expect(whole.state.cursor).toBe('c')
    expect(whole.effects).toEqual([])
    const again = { ...page, after: 'n', conversations: [far], next: 'm' }
    expect(reduce(whole.state, again).effects).toEqual([])
  })

  it('waits as long as it is told before it sends again', () => {
    const { client } = opened()
    client.dispatch({ type: 'disconnected' })
    compose(client, 'x')
    while (client.deliver());
    const up = reduce(client.state, { type: 'connected' }).state
    const problem = { slug: 'too-many-requests', status: 429, title: '', detail: '', retryAfter: 3 }
    const waiting = reduce(up, {
      type: 'send.refused',
      conversation: 'a',
      clientId: 'x',
      problem,
      at: 10,
    })
    expect(waiting.effects).toEqual([{ type: 'wake', at: 3_010 }])
    expect(reduce(waiting.state, { type: 'ticked', at: 3_009 }).effects).toEqual([])
    expect(
      reduce(waiting.state, { type: 'ticked', at: 3_010 }).effects.map((effect) => effect.type),
    ).toEqual(['send'])
  })

  it('opens a conversation with many unread messages at the first of them', () => {
    const server = new ServerInMemory()
    server.open('a')
    for (let i = 1; i <= 500; i++) server.store('a', OTHER, `c${i}`, 'text')
    server.read('a', ME, 300)
    const client = new ClientOnBadLine(server, () => 1, invariants)
    client.isBad = false
    client.connect()
    while (client.deliver());
    client.dispatch({ type: 'opened', conversation: 'a', at: null })
    while (client.deliver());
    const log = client.state.chats.a?.log
    expect(log?.following).toBe(false)
    expect(log?.messages[0]?.number).toBe(277)
    expect(log?.messages.at(-1)?.number).toBe(326)
    client.dispatch({ type: 'page.wanted', conversation: 'a', purpose: 'latest' })
    while (client.deliver());
    expect(client.state.chats.a?.log?.messages.at(-1)?.number).toBe(500)
    expect(client.state.chats.a?.log?.following).toBe(true)
  })
})
