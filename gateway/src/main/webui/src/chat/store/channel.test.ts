import { describe, expect, it } from 'vitest'
import { unreachable } from '../../shared/net/problem'
import { commentsShown, emptyFeed, type Feed, hear, postsShown } from './feed'
import type { Effect, Input } from './input'
import { reduce } from './reduce'
import { seeded } from './simulation'
import { type ChatState, type Conversation, initialState, type Message } from './state'

type PostTold = Extract<Input, { type: 'thread.loaded' }>['post']

const ME = 'me'
const LIN = 'lin'

const at = (n: number): string => new Date(Date.UTC(2026, 10, 22) + n * 1_000).toISOString()

const message = (number: number, more: Partial<Message>): Message => ({
  number,
  id: `c/${number}`,
  sender: LIN,
  clientId: `client-${number}`,
  text: `text ${number}`,
  sentAt: at(number),
  change: 0,
  ...more,
})

const post = (number: number, more: Partial<Message> = {}) =>
  message(number, { title: `post ${number}`, commentsAllowed: true, ...more })
const comment = (number: number, on: number, more: Partial<Message> = {}) =>
  message(number, { post: on, ...more })

/** The feed of a log, as the server tells it. */
function postsOf(log: readonly Message[]): PostTold[] {
  return log
    .filter(({ title }) => title !== undefined)
    .map((one) => {
      const comments = log.filter((other) => other.post === one.number)
      return {
        message: one,
        comments: comments.length,
        lastCommentAt: comments.at(-1)?.sentAt ?? null,
        lastNumber: comments.at(-1)?.number ?? one.number,
        lastChange: 0,
      }
    })
    .reverse()
}

const withoutChange = ({ lastChange: _, ...one }: PostTold) => one

const channel = (log: readonly Message[], more: Partial<Conversation> = {}): Conversation => ({
  id: 'c',
  kind: 'channel',
  name: '8C science',
  channel: { description: '', access: 'private', announcementsOnly: false, archivedAt: null },
  role: 'owner',
  members: [],
  memberCount: 3,
  revision: 3,
  firstNumber: 1,
  lastNumber: log.length,
  lastMessage: log.at(-1) ?? null,
  readNumber: 0,
  seenNumber: 0,
  readRevision: 1,
  unread: log.length,
  lastChange: 0,
  mentions: 0,
  notifications: { level: 'mentions', mute: null, favourite: false, archivedUpTo: null },
  createdAt: at(0),
  ...more,
})

/** A client on which things happen one by one; what it asks for is answered by the test. */
class Client {
  state: ChatState = initialState(ME)
  effects: Effect[] = []
  dispatch = (input: Input): void => {
    const step = reduce(this.state, input)
    this.state = step.state
    this.effects.push(...step.effects)
  }
  hear = (one: Message): void =>
    this.dispatch({
      type: 'frame',
      at: 0,
      frame: { type: 'message.sent', conversation: 'c', message: one },
    })
  /** Takes the next effect of a type. */
  asked = <T extends Effect['type']>(type: T): Extract<Effect, { type: T }> | undefined => {
    const i = this.effects.findIndex((effect) => effect.type === type)
    return i < 0 ? undefined : (this.effects.splice(i, 1)[0] as Extract<Effect, { type: T }>)
  }
  get feed(): Feed {
    return this.state.feeds.c ?? emptyFeed
  }
  get counts() {
    return postsShown(this.feed).map(({ message: { number }, comments }) => [number, comments])
  }
}

function opened(log: readonly Message[]) {
  const client = new Client()
  client.dispatch({ type: 'drain.granted' })
  client.dispatch({ type: 'connected' })
  client.dispatch({ type: 'conversation.loaded', conversation: channel(log), asOf: 0 })
  client.dispatch({ type: 'opened', conversation: 'c', at: null })
  const asked = client.asked('load-posts')
  expect(asked).toMatchObject({ before: null, asOf: log.length })
  client.dispatch({
    type: 'posts.loaded',
    conversation: 'c',
    order: 'latest',
    before: null,
    page: { posts: postsOf(log), hasBefore: false },
    asOf: log.length,
  })
  return client
}

describe('a channel', () => {
  const start = [post(1), comment(2, 1), post(3)]

  it('counts comments and shows posts as they come, each once', () => {
    const client = opened(start)
    expect(client.counts).toEqual([
      [3, 0],
      [1, 1],
    ])
    client.hear(comment(4, 1))
    client.hear(comment(4, 1))
    client.hear(post(5))
    client.hear(comment(2, 1))
    expect(client.counts).toEqual([
      [5, 0],
      [3, 0],
      [1, 2],
    ])
    expect(client.feed.posts.at(-1)).toMatchObject({ lastNumber: 4, lastCommentAt: at(4) })
  })

  it('shows a post beyond a gap, and counts once the gap is filled', () => {
    const client = opened(start)
    client.hear(post(6))
    client.hear(comment(5, 1))
    expect(client.counts).toEqual([
      [6, 0],
      [3, 0],
      [1, 1],
    ])
    expect(client.asked('load-page')).toMatchObject({ purpose: 'after', after: 3 })
    client.dispatch({
      type: 'page.loaded',
      conversation: 'c',
      purpose: 'after',
      page: {
        messages: [comment(4, 1), comment(5, 1)],
        hasBefore: true,
        hasAfter: true,
        lastChange: 0,
      },
    })
    expect(client.counts).toEqual([
      [6, 0],
      [3, 0],
      [1, 3],
    ])
    expect(client.feed).toMatchObject({ upTo: 6, ahead: [] })
  })

  it('does not ask again and again for a gap that cannot be filled', () => {
    const client = opened(start)
    client.hear(post(6))
    client.asked('load-page')
    client.dispatch({
      type: 'page.failed',
      conversation: 'c',
      purpose: 'after',
      problem: unreachable,
    })
    expect(client.asked('load-page')).toBeUndefined()
    expect(client.counts[0]).toEqual([6, 0])
    // the next message tries again, and so does the next connection
    client.hear(post(6))
    expect(client.asked('load-page')).toBeUndefined()
    client.hear(post(7))
    expect(client.asked('load-page')).toMatchObject({ after: 3 })
    client.dispatch({
      type: 'page.failed',
      conversation: 'c',
      purpose: 'after',
      problem: unreachable,
    })
    client.dispatch({ type: 'disconnected' })
    client.dispatch({ type: 'connected' })
    expect(client.asked('load-page')).toMatchObject({ after: 3 })
  })

  it('loads the newest posts anew after a long absence', () => {
    const client = opened(start)
    client.dispatch({
      type: 'conversation.loaded',
      conversation: channel(start, { lastNumber: 900, lastMessage: post(900) }),
      asOf: 9,
    })
    expect(client.asked('load-posts')).toMatchObject({ before: null, asOf: 900 })
    client.hear(comment(901, 900))
    client.dispatch({
      type: 'posts.loaded',
      conversation: 'c',
      order: 'latest',
      before: null,
      page: {
        posts: [
          { message: post(900), comments: 0, lastCommentAt: null, lastNumber: 900, lastChange: 0 },
        ],
        hasBefore: true,
      },
      asOf: 900,
    })
    expect(client.counts).toEqual([[900, 1]])
  })

  it('opens a post with its comments, and those that come while it is being fetched', () => {
    const client = opened(start)
    client.dispatch({ type: 'thread.opened', conversation: 'c', post: 1 })
    expect(client.asked('load-thread')).toMatchObject({ post: 1 })
    client.hear(comment(4, 1))
    client.dispatch({
      type: 'thread.loaded',
      conversation: 'c',
      post: postsOf(start).at(-1) as PostTold,
      page: { messages: [comment(2, 1)], hasAfter: false, lastChange: 0 },
    })
    const numbers = () => commentsShown(client.feed, 1).map(({ number }) => number)
    expect(numbers()).toEqual([2, 4])
    expect(client.feed.threads[1]).toMatchObject({ post: { comments: 2, lastNumber: 4 } })
    client.hear(comment(6, 1))
    expect(numbers()).toEqual([2, 4, 6])
  })

  it('shows comments that come behind those that are loaded, and closes the gap before them', () => {
    const log = [post(1), comment(2, 1), comment(3, 1)]
    const client = opened(log)
    client.dispatch({ type: 'thread.opened', conversation: 'c', post: 1 })
    client.dispatch({
      type: 'thread.loaded',
      conversation: 'c',
      post: postsOf(log)[0] as PostTold,
      page: { messages: [comment(2, 1)], hasAfter: true, lastChange: 0 },
    })
    client.hear(comment(4, 1))
    expect(commentsShown(client.feed, 1).map(({ number }) => number)).toEqual([2, 4])
    expect(client.feed.threads[1]).toMatchObject({
      comments: [{ number: 2 }],
      later: [{ number: 4 }],
    })
    client.dispatch({ type: 'comments.wanted', conversation: 'c', post: 1 })
    expect(client.asked('load-comments')).toMatchObject({ after: 2 })
    client.dispatch({
      type: 'comments.loaded',
      conversation: 'c',
      post: 1,
      page: { messages: [comment(3, 1)], hasAfter: false, lastChange: 0 },
    })
    expect(commentsShown(client.feed, 1).map(({ number }) => number)).toEqual([2, 3, 4])
    expect(client.feed.threads[1]).toMatchObject({ later: [], hasAfter: false })
    client.hear(comment(5, 1))
    expect(commentsShown(client.feed, 1).map(({ number }) => number)).toEqual([2, 3, 4, 5])
  })

  it('sends posts and comments under their client ids, in order, and shows each once stored', () => {
    const client = opened(start)
    const compose = (clientId: string, as: Extract<Input, { type: 'composed' }>['as']) =>
      client.dispatch({ type: 'composed', conversation: 'c', clientId, as, text: clientId, at: 1 })
    compose('a', { kind: 'post', title: 'Mine', commentsAllowed: false })
    compose('b', { kind: 'comment', post: 1, replyTo: 2 })
    client.dispatch({ type: 'outgoing.stored', conversation: 'c', clientId: 'a' })
    client.dispatch({ type: 'outgoing.stored', conversation: 'c', clientId: 'b' })
    expect(client.asked('send')?.outgoing).toMatchObject({ clientId: 'a', as: { title: 'Mine' } })
    expect(client.asked('send')).toBeUndefined()
    const sent = (number: number) =>
      ({ kind: 'sent', conversation: 'c', number, id: `c/${number}`, sentAt: at(number) }) as const
    client.dispatch({ type: 'send.answered', conversation: 'c', clientId: 'a', result: sent(4) })
    expect(postsShown(client.feed)[0]?.message).toMatchObject({
      number: 4,
      title: 'Mine',
      commentsAllowed: false,
    })
    // the event of one's own post comes too
    client.hear(post(4, { sender: ME, clientId: 'a' }))
    expect(client.counts[0]).toEqual([4, 0])
    expect(client.asked('send')?.outgoing).toMatchObject({ clientId: 'b', as: { replyTo: 2 } })
    client.dispatch({ type: 'send.answered', conversation: 'c', clientId: 'b', result: sent(5) })
    expect(client.counts.at(-1)).toEqual([1, 2])
    expect(client.state.outgoing).toEqual({})
  })

  it('pins a post once it is stored, from the tab that sends', () => {
    const client = opened(start)
    const as = { kind: 'post', title: 'Mine', commentsAllowed: true, pin: true } as const
    client.dispatch({
      type: 'composed',
      conversation: 'c',
      clientId: 'a',
      as,
      text: 'read this',
      at: 1,
    })
    client.dispatch({ type: 'outgoing.stored', conversation: 'c', clientId: 'a' })
    expect(client.asked('send')?.outgoing).toMatchObject({ clientId: 'a' })
    const elsewhere = reduce(
      { ...client.state, drains: false },
      {
        type: 'frame',
        at: 1,
        frame: {
          type: 'message.sent',
          conversation: 'c',
          message: post(4, { sender: ME, clientId: 'a' }),
        },
      },
    )
    expect(elsewhere.state.pending).toEqual({})
    const result = { kind: 'sent', conversation: 'c', number: 4, id: 'c/4', sentAt: at(4) } as const
    client.dispatch({ type: 'send.answered', conversation: 'c', clientId: 'a', result })
    expect(client.asked('send-wish')?.pending).toMatchObject({
      number: 4,
      wish: { kind: 'pin', present: true },
    })
    expect(client.state.outgoing).toEqual({})
    client.hear(post(4, { sender: ME, clientId: 'a' }))
    expect(client.asked('send-wish')).toBeUndefined()
  })

  it('keeps the drafts of a post and of a comment apart, and empties what was sent', () => {
    const client = opened(start)
    for (const [place, text] of [
      ['c/title', 'T'],
      ['c/post', 'B'],
      ['c/1', 'C'],
    ] as const)
      client.dispatch({ type: 'drafted', place, text })
    client.dispatch({
      type: 'composed',
      conversation: 'c',
      clientId: 'x',
      as: { kind: 'post', title: 'T', commentsAllowed: true },
      text: 'B',
      at: 1,
    })
    expect(client.state.drafts).toEqual({ 'c/1': 'C' })
  })

  it('drops posts, members, drafts and what waits when one is removed', () => {
    const client = opened(start)
    client.dispatch({ type: 'drafted', place: 'c/1', text: 'half' })
    client.dispatch({
      type: 'frame',
      at: 0,
      frame: { type: 'conversation.left', conversation: 'c', revision: 4 },
    })
    const { chats, feeds, rosters, drafts, lookups } = client.state
    expect({ chats, feeds, rosters, drafts }).toEqual({
      chats: {},
      feeds: {},
      rosters: {},
      drafts: {},
    })
    expect(lookups).toEqual({ c: 'absent' })
    // what comes late brings nothing back
    client.hear(post(4))
    expect(client.state.feeds).toEqual({})
  })

  it('asks once who somebody is whom nobody has told of', () => {
    const client = opened(start)
    expect(client.effects.filter(({ type }) => type === 'load-person')).toEqual([
      { type: 'load-person', account: LIN },
    ])
    client.hear(comment(4, 1))
    const person = { id: LIN, name: 'Lin', status: '', photo: null, deleted: false }
    client.dispatch({ type: 'person.loaded', person })
    client.hear(comment(5, 1))
    expect(client.effects.filter(({ type }) => type === 'load-person')).toHaveLength(1)
    expect(client.state.people[LIN]).toMatchObject({ name: 'Lin', presence: 'offline' })
  })

  it('follows who comes, goes and has another role; an answer of before changes nothing', () => {
    const client = opened(start)
    const seat = (id: string, role: 'owner' | 'member') => ({
      id,
      name: id,
      status: '',
      photo: null,
      role,
      joinedAt: at(0),
    })
    const loaded = (asOf: number) =>
      client.dispatch({
        type: 'members.loaded',
        conversation: 'c',
        after: null,
        members: [seat(ME, 'owner'), seat(LIN, 'member')],
        next: null,
        asOf,
      })
    const asOf = client.state.frames
    loaded(asOf)
    const changed = (account: string, revision: number, role: 'teacher' | 'member' | null) =>
      client.dispatch({
        type: 'frame',
        at: 0,
        frame: {
          type: 'member.changed',
          conversation: 'c',
          revision,
          account,
          memberCount: 3,
          role,
        },
      })
    changed(LIN, 4, 'teacher')
    changed('new', 5, 'member')
    changed(LIN, 3, null)
    const roles = () =>
      Object.fromEntries(
        Object.entries(client.state.rosters.c?.seats ?? {}).map(([id, one]) => [id, one.role]),
      )
    expect(roles()).toEqual({ [ME]: 'owner', [LIN]: 'teacher', new: 'member' })
    changed(LIN, 6, null)
    loaded(asOf)
    expect(roles()).toEqual({ [ME]: 'owner', [LIN]: null, new: 'member' })
  })

  it('ends with what a fresh fetch would tell, whatever came twice, late or not at all', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed)
      const log: Message[] = [post(1)]
      const client = opened(log)
      client.dispatch({ type: 'thread.opened', conversation: 'c', post: 1 })
      const way: Message[] = []
      const answer = () => {
        for (const effect of client.effects.splice(0)) {
          if (effect.type === 'load-page') {
            const after = effect.after ?? 0
            client.dispatch({
              type: 'page.loaded',
              conversation: 'c',
              purpose: 'after',
              page: {
                messages: log.slice(after, after + effect.limit),
                hasBefore: true,
                hasAfter: after + effect.limit < log.length,
                lastChange: 0,
              },
            })
          } else if (effect.type === 'load-thread') {
            client.dispatch({
              type: 'thread.loaded',
              conversation: 'c',
              post: postsOf(log).at(-1) as PostTold,
              page: {
                messages: log.filter((one) => one.post === 1),
                hasAfter: false,
                lastChange: 0,
              },
            })
          }
        }
      }
      for (let step = 0; step < 60; step++) {
        const number = log.length + 1
        const next =
          random() < 0.3 ? post(number) : comment(number, random() < 0.5 ? 1 : number - 1)
        log.push(next)
        if (random() < 0.85) way.push(next)
        if (random() < 0.2) way.push(next)
        while (way.length > 0 && random() < 0.6)
          client.hear(way.splice(Math.floor(random() * way.length), 1)[0] as Message)
        if (random() < 0.4) answer()
      }
      for (const one of way) client.hear(one)
      // the next connection tells where the log ends
      client.dispatch({ type: 'disconnected' })
      client.dispatch({ type: 'connected' })
      client.dispatch({
        type: 'conversation.loaded',
        conversation: channel(log),
        asOf: client.state.frames,
      })
      while (client.effects.length > 0) answer()
      expect(client.feed.posts, `seed ${seed}`).toEqual(
        postsOf(log).map((one) => expect.objectContaining(withoutChange(one))),
      )
      expect(commentsShown(client.feed, 1), `seed ${seed}`).toEqual(
        log.filter((one) => one.post === 1),
      )
    }
  })
})

describe('a feed that is not loaded', () => {
  it('takes nothing in, and forgets nothing', () => {
    const feed = hear(hear(emptyFeed, post(5)), comment(6, 5))
    expect(feed).toMatchObject({ posts: [], upTo: 0, ahead: [{ number: 5 }, { number: 6 }] })
    expect(postsShown(feed)).toEqual([])
  })
})
