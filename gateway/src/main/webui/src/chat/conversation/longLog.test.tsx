import { useState } from 'react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import { Channel } from '../channels'
import type { Conversation as ConversationTold, Message } from '../store/state'
import { conversation, idOf, message, show, startChats, written } from '../testing/chats'
import { Conversation } from './Conversation'

const LIN = idOf(11)
const COUNT = 10_000

/** The budget (UX 7): fewer rows than this are in the page, however long the conversation. */
const MOST_ROWS = 60

const said = (number: number) =>
  message(
    number,
    LIN,
    number % 7 === 0 ? `Number ${number}: ${'words '.repeat(60)}` : `Number ${number}`,
  )

/** A conversation of ten thousand messages, in pages as the server gives them. */
const pages: ChatApi['messages'] = async (_, { before, after, limit }) => {
  const from =
    after !== undefined
      ? after + 1
      : before !== undefined
        ? Math.max(1, before - limit)
        : COUNT - limit + 1
  const to = Math.min(COUNT, before !== undefined ? before - 1 : from + limit - 1)
  return {
    ok: true,
    value: {
      messages: Array.from({ length: to - from + 1 }, (_, i) => said(from + i)),
      hasBefore: from > 1,
      hasAfter: to < COUNT,
      lastChange: 0,
    },
  }
}

const frame = () => new Promise((next) => requestAnimationFrame(next))
const box = (screen: React.ReactNode) => (
  <div style={{ height: '700px', display: 'flex', flexDirection: 'column' }}>{screen}</div>
)

describe('a conversation of ten thousand messages', () => {
  const long = conversation(1, 'Lin Mei-hua', {
    lastNumber: COUNT,
    lastMessage: said(COUNT),
    readNumber: COUNT,
  })

  async function setUp(jumpTo: number | null) {
    await page.viewport(1200, 800)
    const chats = await startChats({
      conversations: [long],
      messages: {},
      people: [],
      answers: { messages: pages },
    })
    onTestFinished(chats.end)
    await vi.waitFor(() => expect(chats.sync.store.getState().chats[long.id]).toBeDefined())
    await show(chats.sync, `/chats/${long.id}`, box(<Conversation id={long.id} jumpTo={jumpTo} />))
    const log = page.getByRole('log', { name: 'Messages with Lin Mei-hua' })
    await expect.element(log).toBeVisible()
    return { ...chats, log, scroller: log.element() as HTMLElement }
  }

  const rows = (scroller: HTMLElement) => scroller.querySelectorAll('[data-index]').length
  const numberOf = (row: Element) => Number(row.textContent?.match(/Number (\d+)/)?.[1] ?? 0)

  it('has few of them in the page, and what is being read stays where it is', async () => {
    const { scroller, sync } = await setUp(null)
    await vi.waitFor(() => expect(scroller.textContent).toContain(`Number ${COUNT}`))
    const most: number[] = []
    const loaded = () => sync.store.getState().chats[long.id]?.log?.messages[0]?.number ?? 0
    while (loaded() > COUNT - 250) {
      scroller.scrollTop -= 700
      await frame()
      most.push(rows(scroller))
    }
    expect(Math.max(...most)).toBeLessThan(MOST_ROWS)

    // an older page comes in above: the message in the middle does not move
    const all = () => [...scroller.querySelectorAll('[data-index]')]
    const topOf = (number: number) =>
      Math.round(
        all()
          .find((row) => numberOf(row) === number)
          ?.getBoundingClientRect().top ?? 0,
      )
    const inMiddle = () => {
      const row = all().find((one) => {
        const { top, bottom } = one.getBoundingClientRect()
        return top <= 350 && bottom > 350
      })
      return row ? numberOf(row) : 0
    }
    /** Once it has stood still for some frames. */
    const settled = async () => {
      let [number, top, still] = [0, 0, 0]
      while (still < 5) {
        await frame()
        const now = inMiddle()
        still = now === number && topOf(now) === top ? still + 1 : 0
        number = now
        top = topOf(now)
      }
      return { number, top }
    }
    const { number, top } = await settled()
    const first = loaded()
    sync.dispatch({ type: 'page.wanted', conversation: long.id, purpose: 'before' })
    await vi.waitFor(() => expect(loaded()).toBeLessThan(first))
    await settled()
    expect(number).toBeGreaterThan(0)
    expect(Math.abs(topOf(number) - top)).toBeLessThan(2)
  })

  it('opens at the message that a link points to', async () => {
    const { scroller } = await setUp(1_234)
    await vi.waitFor(() => expect(scroller.textContent).toContain('Number 1234'))
    expect(rows(scroller)).toBeLessThan(MOST_ROWS)
  })
})

const biologyOf = (messages: readonly Message[], more: Partial<ConversationTold> = {}) =>
  conversation(2, '', {
    kind: 'channel',
    name: 'Biology',
    members: [],
    channel: { description: '', access: 'open', announcementsOnly: false, archivedAt: null },
    lastNumber: messages.length,
    lastMessage: messages.at(-1) ?? null,
    readNumber: messages.length,
    ...more,
  })

const lin = { id: LIN, name: 'Lin Mei-hua', status: '', photo: null }

async function openBiology(
  messages: Message[],
  {
    width = 1200,
    more = {},
    answers = {},
    ...at
  }: {
    width?: number
    more?: Partial<ConversationTold>
    answers?: Partial<ChatApi>
    post?: number
    comment?: number
  } = {},
) {
  await page.viewport(width, 800)
  const biology = biologyOf(messages, more)
  const chats = await startChats({
    conversations: [biology],
    messages: { [biology.id]: messages },
    people: [lin],
    answers,
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[biology.id]).toBeDefined())
  const screen = ({
    post = null,
    comment = null,
  }: {
    post?: number | null
    comment?: number | null
  }) => box(<Channel id={biology.id} post={post} comment={comment} />)
  const shown = await show(chats.sync, `/channels/${biology.id}`, screen(at))
  return { ...chats, ...shown, id: biology.id }
}

const postNumber = (number: number, text: string) =>
  written(number, LIN, text, { title: `Post ${number}`, commentsAllowed: true })

it('a channel of hundreds of posts has few of them in the page', async () => {
  const posts = Array.from({ length: 300 }, (_, i) =>
    postNumber(i + 1, 'words '.repeat((i % 5) * 20 + 1)),
  )
  await openBiology(posts)
  await expect.element(page.getByRole('heading', { name: 'Post 300' })).toBeVisible()
  const scroller = document.querySelector('[role=feed]')?.closest('.overflow-y-auto')
  if (!scroller) throw new Error('the feed does not scroll')
  const counts: number[] = []
  while (!scroller.textContent?.includes('Post 100')) {
    scroller.scrollTop += 500
    await frame()
    counts.push(scroller.querySelectorAll('[data-post]').length)
  }
  expect(Math.max(...counts)).toBeLessThan(20)
  expect(counts.length).toBeGreaterThan(20)
})

it('a channel marks as read what was in view, and nothing further down', async () => {
  const posts = Array.from({ length: 12 }, (_, i) => postNumber(i + 1, 'words '.repeat(200)))
  const { line } = await openBiology(posts, { more: { readNumber: 0, unread: 12 } })
  const reads = () => line().sent.filter(({ type }) => type === 'read')
  await expect.element(page.getByRole('heading', { name: 'Post 12' })).toBeVisible()
  // somebody is there
  await userEvent.click(page.getByRole('region', { name: 'Biology' }))
  const scroller = document.querySelector('[role=feed]')?.closest('.overflow-y-auto')
  if (!scroller) throw new Error('the feed does not scroll')
  while (!scroller.textContent?.includes('Post 2')) {
    scroller.scrollTop += 300
    await frame()
  }
  expect(reads()).toEqual([])
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
    scroller.scrollTop += 300
    await frame()
  }
  await vi.waitFor(() => expect(reads().at(-1)).toMatchObject({ number: 12 }))
})

it('a post of hundreds of comments has few of them in the page, and leads to the one of a link', async () => {
  const comments = Array.from({ length: 500 }, (_, i) =>
    written(i + 2, LIN, `Comment ${i + 2}${i % 9 === 0 ? ` ${'words '.repeat(60)}` : ''}`, {
      post: 1,
      ...(i % 10 === 5 ? { replyTo: i + 1 } : {}),
    }),
  )
  await openBiology([postNumber(1, 'Say something.'), ...comments], { post: 1, comment: 321 })
  const thread = page.getByRole('region', { name: 'Post and comments' })
  const linked = thread.getByRole('listitem').filter({ hasText: 'Comment 321' })
  await expect.element(linked).toBeInViewport()
  const list = thread.getByRole('list', { name: 'Comments' })
  const inPage = () => list.getByRole('listitem').elements().length
  expect(inPage()).toBeLessThan(MOST_ROWS)
  await expect.element(linked).toHaveAttribute('aria-setsize', '450')
  const scroller = list.element().closest('.overflow-y-auto')
  if (!scroller) throw new Error('the comments do not scroll')
  const most: number[] = []
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
    scroller.scrollTop += 700
    await frame()
    most.push(inPage())
  }
  expect(Math.max(...most)).toBeLessThan(MOST_ROWS)
  await expect.element(thread.getByText('Comment 501')).toBeInViewport()
  // the keyboard goes on from what has the focus, wherever it has been scrolled to
  const last = thread.getByRole('listitem').filter({ hasText: 'Comment 501' }).getByRole('article')
  ;(last.element() as HTMLElement).focus()
  scroller.scrollTop = 0
  await expect.element(thread.getByText('Say something.')).toBeInViewport()
  await expect.element(last).toHaveFocus()
})

it('a channel of hundreds of members has few of them in the page', async () => {
  const seats = Array.from({ length: 300 }, (_, i) => ({
    id: idOf(5_000 + i),
    name: `Person ${String(i + 1).padStart(3, '0')}`,
    status: '',
    photo: null,
    role: 'member' as const,
    joinedAt: '2026-11-01T08:00:00Z',
  }))
  const asked: (string | null)[] = []
  await openBiology([postNumber(1, 'Welcome')], {
    more: { memberCount: 300 },
    answers: {
      members: async (_, after) => {
        asked.push(after)
        const from = Number(after ?? 0)
        const next = from + 100 < seats.length ? String(from + 100) : null
        return { ok: true, value: { members: seats.slice(from, from + 100), next } }
      },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'Post 1' })).toBeVisible()
  // opening it asks for no more than the first page
  expect(asked).toEqual([null])
  await userEvent.click(page.getByRole('button', { name: 'Details' }))
  const more = page.getByRole('button', { name: 'Show more' })
  await userEvent.click(more)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  await userEvent.click(more)
  await expect.element(more).not.toBeInTheDocument()
  const list = page.getByRole('list', { name: 'Members' })
  const scroller = list.element().closest('.overflow-y-auto')
  if (!scroller) throw new Error('the members do not scroll')
  const most: number[] = []
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
    scroller.scrollTop += 700
    await frame()
    most.push(list.getByRole('listitem').elements().length)
  }
  expect(Math.max(...most)).toBeLessThan(MOST_ROWS)
  const last = list.getByRole('listitem').filter({ hasText: 'Person 300' })
  await expect.element(last).toBeInViewport()
  await expect.element(last).toHaveAttribute('aria-posinset', '300')
  await expectAccessible()
})

function ThereAndBack({ id, post }: { id: string; post: number }) {
  const [isThere, setThere] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setThere(!isThere)}>
        There and back
      </button>
      {box(<Channel id={id} post={isThere ? post : null} comment={null} />)}
    </>
  )
}

it('on a phone the posts are where they were when one comes back from one', async () => {
  const posts = Array.from({ length: 20 }, (_, i) => postNumber(i + 1, 'words '.repeat(40)))
  const biology = biologyOf(posts)
  await page.viewport(390, 800)
  const chats = await startChats({
    conversations: [biology],
    messages: { [biology.id]: posts },
    people: [lin],
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[biology.id]).toBeDefined())
  await show(chats.sync, `/channels/${biology.id}`, <ThereAndBack id={biology.id} post={9} />)
  await expect.element(page.getByRole('heading', { name: 'Post 20' })).toBeVisible()
  const scroller = document.querySelector('[role=feed]')?.closest('.overflow-y-auto')
  if (!scroller) throw new Error('the feed does not scroll')
  const ninth = page.getByRole('feed').getByRole('heading', { name: 'Post 9' })
  while (ninth.elements().length === 0) {
    scroller.scrollTop += 300
    await frame()
  }
  ninth.element().scrollIntoView({ block: 'center' })
  await expect.element(ninth).toBeInViewport()
  // nothing has been told of the last scrolling yet when the posts go out of sight
  scroller.scrollTop += 40
  const top = Math.round(ninth.element().getBoundingClientRect().top)
  ;(page.getByRole('button', { name: 'There and back' }).element() as HTMLElement).click()
  await expect.element(page.getByRole('heading', { level: 1, name: 'Post 9' })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'There and back' }))
  await expect.element(ninth).toBeInViewport()
  expect(Math.round(ninth.element().getBoundingClientRect().top)).toBe(top)
})
