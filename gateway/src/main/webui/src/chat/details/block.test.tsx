import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { calling } from '../../shared/calling'
import { expectAccessible } from '../../shared/testing/axe'
import { toasts } from '../../shared/toasts'
import type { ChatApi } from '../api'
import { Conversation } from '../conversation/Conversation'
import { conversation, idOf, message, show, startChats } from '../testing/chats'

const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 1,
  lastMessage: message(1, idOf(11), 'Morning'),
})

async function setUp(answers: Partial<ChatApi> = {}) {
  await page.viewport(1280, 800)
  calling.setState({ begin: vi.fn() })
  const chats = await startChats({
    conversations: [lin],
    messages: { [lin.id]: [message(1, idOf(11), 'Morning')] },
    people: [],
    answers,
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  await show(
    chats.sync,
    `/chats/${lin.id}`,
    <div style={{ height: '700px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={lin.id} jumpTo={null} />
    </div>,
  )
  const told = (revision: number, closed?: 'blocked' | 'unavailable') =>
    chats.line().says({
      type: 'conversation.changed',
      conversation: lin.id,
      revision,
      name: null,
      channel: null,
      ...(closed ? { closed } : {}),
    })
  return { ...chats, told }
}

afterEach(() => {
  calling.setState({ begin: null })
})

it('is asked once, and taken back where one would write', async () => {
  const block = vi.fn<ChatApi['block']>(async () => ({ ok: true, value: null }))
  const unblock = vi.fn<ChatApi['unblock']>(async () => ({ ok: true, value: null }))
  const { told, end } = await setUp({ block, unblock })
  await expect.element(page.getByRole('button', { name: 'Voice call' })).toBeVisible()
  await page.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Block Lin Mei-hua' }).click()
  await expectAccessible()
  expect(block).not.toHaveBeenCalled()
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  expect(block).toHaveBeenCalledExactlyOnceWith(idOf(11))
  told(1, 'blocked')
  const words = page.getByText(/^You have blocked Lin Mei-hua/)
  await expect.element(words.first()).toBeVisible()
  await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Voice call' })).not.toBeInTheDocument()
  await expect.element(page.getByText('Online')).not.toBeInTheDocument()
  await expectAccessible()
  await page.getByRole('button', { name: 'Unblock' }).first().click()
  expect(unblock).toHaveBeenCalledExactlyOnceWith(idOf(11))
  told(2)
  await expect.element(page.getByRole('textbox', { name: 'Message Lin Mei-hua' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Voice call' })).toBeVisible()
  await end()
})

it('does not say who blocked whom to the other', async () => {
  const { told, end } = await setUp()
  told(1, 'unavailable')
  await expect
    .element(page.getByText('You cannot write to Lin Mei-hua here at the moment.'))
    .toBeVisible()
  await expect.element(page.getByText(/block/i)).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox')).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Video call' })).not.toBeInTheDocument()
  await page.getByText('Morning').hover()
  await expect.element(page.getByRole('button', { name: /^React/ })).not.toBeInTheDocument()
  await end()
})

const fair = conversation(2, '', {
  kind: 'group',
  name: 'Science fair',
  members: [...lin.members, ...conversation(3, 'Chen Wei').members.slice(1)],
  memberCount: 3,
  lastNumber: 1,
  lastMessage: message(1, idOf(11), 'Morning'),
})

it('is asked and taken back from the row of somebody in a group', async () => {
  const block = vi.fn<ChatApi['block']>(async () => ({ ok: true, value: null }))
  const unblock = vi.fn<ChatApi['unblock']>(async () => ({ ok: true, value: null }))
  await page.viewport(1280, 800)
  const { sync, line, end } = await startChats({
    conversations: [fair],
    messages: { [fair.id]: [message(1, idOf(11), 'Morning')] },
    people: [],
    answers: {
      block,
      unblock,
      open: async () => ({
        ok: false,
        problem: { slug: 'person-not-found', status: 404, title: '', detail: '' },
      }),
    },
  })
  await vi.waitFor(() => expect(sync.store.getState().chats[fair.id]).toBeDefined())
  await show(
    sync,
    `/chats/${fair.id}`,
    <div style={{ height: '700px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={fair.id} jumpTo={null} />
    </div>,
  )
  await page.getByRole('button', { name: 'Details' }).click()
  const people = page.getByRole('list', { name: 'People' })
  await expect.element(people.getByRole('button', { name: 'More about Lin Mei-hua' })).toBeVisible()
  await expect.element(people.getByRole('button', { name: /Wu Jia-ling/ })).not.toBeInTheDocument()
  const choose = async (what: string) => {
    await page.getByRole('button', { name: 'More about Lin Mei-hua' }).click()
    await page.getByRole('menuitem', { name: what }).click()
  }
  await choose('Block')
  await expect.element(page.getByText(/^Block Lin Mei-hua\?/)).toBeVisible()
  await expectAccessible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(block).not.toHaveBeenCalled()
  await choose('Block')
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  expect(block).toHaveBeenCalledExactlyOnceWith(idOf(11))
  line().says({ type: 'blocks', accounts: [idOf(11)] })
  await expect.element(people.getByText('Blocked')).toBeVisible()
  await expect.element(page.getByText(/^Block Lin Mei-hua\?/)).not.toBeInTheDocument()
  await expectAccessible()
  // with whom there is no chat yet, none comes to be
  await choose('Message')
  await vi.waitFor(() =>
    expect(toasts.getState().map(({ text }) => text)).toContain(
      'You cannot write to Lin Mei-hua here at the moment.',
    ),
  )
  await choose('Unblock')
  expect(unblock).toHaveBeenCalledExactlyOnceWith(idOf(11))
  line().says({ type: 'blocks', accounts: [] })
  await expect.element(people.getByText('Blocked')).not.toBeInTheDocument()
  await end()
})
