import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { calling } from '../../shared/calling'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import type { CallCard, PastCall } from '../store/calls'
import { conversation, idOf, message, show, startChats } from '../testing/chats'
import { CallsScreen } from './CallsScreen'

const lin = conversation(1, 'Lin Mei-hua')
const chen = conversation(2, 'Chen Wei')
const now = new Date()
const today = (hour: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate(), 0, hour).toISOString()

let made = 0

function call(
  with_: typeof lin,
  more: Partial<Omit<PastCall, 'call'>>,
  card: Partial<CallCard> = {},
): PastCall {
  made++
  const person = with_.members[1]
  if (!person) throw new Error('nobody to call')
  return {
    conversation: with_.id,
    number: made,
    at: today(made),
    direction: 'incoming',
    missed: false,
    person: { id: person.id, name: person.name, photo: null },
    mayCall: true,
    ...more,
    call: {
      id: idOf(900 + made),
      video: false,
      startedAt: '2026-03-02T08:00:00Z',
      endedAt: '2026-03-02T08:00:45Z',
      ending: 'unanswered',
      ...card,
    },
  }
}

const missed = call(lin, { missed: true, at: today(9) }, { startedAt: today(8), video: true })
const talked = call(
  chen,
  { direction: 'outgoing', at: today(7) },
  { startedAt: '2026-03-02T08:00:00Z', answeredAt: '2026-03-02T08:00:05Z', ending: 'hung-up' },
)
const refused = call(chen, { mayCall: false, at: today(6) }, { ending: 'declined' })
const gone = call(lin, { mayCall: false, at: today(5) }, { ending: 'declined' })
gone.person = { id: idOf(77), name: '', photo: null, deleted: true }

const everything = [missed, talked, refused, gone]
const grid = () => page.getByRole('grid', { name: 'Calls' })

async function setUp(answers: Partial<ChatApi> = {}) {
  const begin = vi.fn()
  calling.setState({ begin })
  const chats = await startChats({
    conversations: [lin, chen],
    messages: {},
    people: [],
    answers: {
      calls: async (filter) => ({
        ok: true,
        value: {
          calls: everything.filter((one) => one.missed || filter === 'all'),
          missed: 1,
          next: null,
        },
      }),
      ...answers,
    },
  })
  return { ...chats, begin }
}

afterEach(() => {
  calling.setState({ begin: null })
})

it('says of each call with whom, which way and how it ended, and what can be done about it', async () => {
  await page.viewport(1280, 800)
  const { sync, begin, end } = await setUp()
  const { address } = await show(sync, '/calls', <CallsScreen filter="all" />)
  const row = (name: RegExp) => grid().getByRole('row', { name })
  await expect.element(row(/^Lin Mei-hua, Missed video call, Today /)).toBeVisible()
  await expect
    .element(row(/^Chen Wei, Outgoing, Voice call · 40 sec, Monday, March 2 /))
    .toBeVisible()
  await expect
    .element(row(/^Chen Wei, Incoming, Voice call · declined, .*, Takes no calls$/))
    .toBeVisible()
  const deleted = row(/^Deleted account, /)
  await expect.element(deleted).toBeVisible()
  expect(deleted.getByRole('button').elements()).toEqual([])
  await expectAccessible()

  await row(/^Chen Wei, Outgoing/)
    .getByRole('button', { name: 'Video call with Chen Wei' })
    .click()
  expect(begin).toHaveBeenCalledExactlyOnceWith(chen.id, true)
  const refusing = row(/Takes no calls/).getByRole('button')
  expect(refusing.elements().map((button) => button.ariaLabel)).toEqual(['Message Chen Wei'])
  await refusing.click()
  await vi.waitFor(() => expect(address()).toBe(`/chats/${chen.id}`))
  await end()
})

it('is gone through with the keyboard', async () => {
  await page.viewport(1280, 800)
  const { sync, begin, end } = await setUp()
  const { address } = await show(sync, '/calls', <CallsScreen filter="all" />)
  const rows = grid().getByRole('row')
  await expect.element(rows.first()).toBeVisible()
  const first = rows.first().element() as HTMLElement
  first.focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect
    .element(page.getByRole('button', { name: 'Voice call with Lin Mei-hua' }))
    .toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(begin).toHaveBeenCalledExactlyOnceWith(lin.id, true)
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(rows.first()).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(rows.nth(1)).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(address()).toBe(`/chats/${chen.id}`))
  await end()
})

it('has been seen once it is shown, and is asked for again when a call is over', async () => {
  let calls = [talked]
  const callsSeen = vi.fn<ChatApi['callsSeen']>(async () => ({ ok: true, value: null }))
  const { sync, line, end } = await setUp({
    calls: async () => ({ ok: true, value: { calls, missed: 0, next: null } }),
    callsSeen,
  })
  await show(sync, '/calls', <CallsScreen filter="all" />)
  await expect.element(grid().getByRole('row', { name: /^Chen Wei/ })).toBeVisible()
  expect(callsSeen).not.toHaveBeenCalled()
  calls = [missed, talked]
  const card = { ...message(1, idOf(11), ''), call: missed.call }
  line().says({ type: 'message.sent', conversation: lin.id, message: card })
  await expect.element(grid().getByRole('row', { name: /^Lin Mei-hua, Missed/ })).toBeVisible()
  line().says({ type: 'activity', unread: 1, missedCalls: 1, items: [] })
  await vi.waitFor(() => expect(callsSeen).toHaveBeenCalledExactlyOnceWith(missed.at))
  line().says({ type: 'activity', unread: 1, missedCalls: 0, items: [] })
  await vi.waitFor(() => expect(sync.store.getState().missedCalls).toBe(0))
  await end()
})

it('shows without the server what this device knows, and calls nobody meanwhile', async () => {
  await page.viewport(1280, 800)
  let isThere = true
  const away = { slug: 'unreachable', status: 0, title: '', detail: '' }
  const { sync, line, end } = await setUp({
    calls: async () =>
      isThere
        ? { ok: true, value: { calls: everything, missed: 0, next: 'more' } }
        : { ok: false, problem: away },
  })
  const online = await show(sync, '/calls', <CallsScreen filter="all" />)
  await expect.element(grid().getByRole('row').first()).toBeVisible()
  await online.unmount()
  isThere = false
  line().breaks()
  await show(sync, '/calls', <CallsScreen filter="missed" />)
  await expect.element(page.getByText(/^You are offline\. These are the calls/)).toBeVisible()
  expect(grid().getByRole('row').elements()).toHaveLength(1)
  await expect
    .element(page.getByRole('button', { name: 'Voice call with Lin Mei-hua' }))
    .toBeDisabled()
  await expect.element(page.getByRole('button', { name: 'Show earlier' })).not.toBeInTheDocument()
  await expectAccessible()
  await end()
})

it('says that there are none, and what went wrong', async () => {
  const busy = { slug: 'busy', status: 503, title: '', detail: '' }
  let fails = true
  const { sync, end } = await setUp({
    calls: async () =>
      fails
        ? { ok: false, problem: busy }
        : { ok: true, value: { calls: [], missed: 0, next: null } },
  })
  const all = await show(sync, '/calls', <CallsScreen filter="all" />)
  fails = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByRole('heading', { name: 'No calls yet' })).toBeVisible()
  await expectAccessible()
  await all.unmount()
  const { searched } = await show(sync, '/calls', <CallsScreen filter="missed" />)
  await expect.element(page.getByRole('heading', { name: 'No missed calls' })).toBeVisible()
  await page.getByRole('radio', { name: 'Missed' }).click()
  await page.getByRole('radio', { name: 'All' }).click()
  expect(searched()).toBe('')
  await end()
})
