import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { ChatApi } from '../api'
import { Channel } from '../channels'
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

it('a channel of hundreds of posts has few of them in the page', async () => {
  await page.viewport(1200, 800)
  const POSTS = 300
  const posts = Array.from({ length: POSTS }, (_, i) =>
    written(i + 1, LIN, 'words '.repeat((i % 5) * 20 + 1), {
      title: `Post ${i + 1}`,
      commentsAllowed: true,
    }),
  )
  const biology = conversation(2, '', {
    kind: 'channel',
    name: 'Biology',
    members: [],
    channel: { description: '', access: 'open', announcementsOnly: false, archivedAt: null },
    lastNumber: POSTS,
    lastMessage: posts.at(-1) ?? null,
    readNumber: POSTS,
  })
  const chats = await startChats({
    conversations: [biology],
    messages: { [biology.id]: posts },
    people: [{ id: LIN, name: 'Lin Mei-hua', status: '', photo: null }],
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[biology.id]).toBeDefined())
  await show(
    chats.sync,
    `/channels/${biology.id}`,
    box(<Channel id={biology.id} post={null} comment={null} />),
  )
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
