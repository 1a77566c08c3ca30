import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import { toasts } from '../../shared/toasts'
import { Conversation } from '../conversation/Conversation'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'

const LIN = idOf(11)
const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 2,
  lastMessage: message(2, LIN, 'Bring a ruler'),
})
const ana = conversation(3, 'Ana Duarte')
const channel = (n: number, name: string, archivedAt: string | null) =>
  conversation(n, '', {
    kind: 'channel',
    name,
    channel: { description: '', access: 'private', announcementsOnly: false, archivedAt },
    members: [],
    role: 'member',
  })
const biology = channel(4, '7B Biology', null)
const old = channel(5, 'Last year', '2026-06-30T00:00:00Z')
const said = [
  {
    ...message(1, ME, 'See this'),
    forwarded: { sender: idOf(60), sentAt: '2026-11-20T08:00:00Z' },
  },
  message(2, LIN, 'Bring a ruler'),
]

async function setUp() {
  const chats = await startChats({
    conversations: [lin, ana, biology, old],
    messages: { [lin.id]: said },
    people: [{ id: idOf(60), name: 'Noor Haddad', status: '', photo: null }],
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  const { address } = await show(
    chats.sync,
    `/chats/${lin.id}`,
    <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={lin.id} jumpTo={null} />
    </div>,
  )
  const log = page.getByRole('log', { name: 'Messages with Lin Mei-hua' })
  await expect.element(log.getByText('Bring a ruler')).toBeVisible()
  const forwards = () => chats.line().sent.filter(({ type }) => type === 'message.forward')
  const answer = (at: number, more: object) =>
    chats.line().says({ type: 'ok', ref: forwards()[at]?.ref, ...more })
  return { ...chats, log, address, forwards, answer }
}

const sent = (id: string) => ({
  result: {
    kind: 'sent',
    conversation: id,
    number: 7,
    id: idOf(9),
    sentAt: '2026-11-22T12:00:00Z',
  },
})

describe('what is sent on', () => {
  it('says who said it first, whoever that is', async () => {
    const { log, end } = await setUp()
    await expect.element(log.getByText(/^Forwarded from Noor Haddad, /)).toBeVisible()
    // what one sent on is not one's own to edit
    await log.getByText('See this').hover()
    const toolbar = page.getByRole('toolbar', { name: 'Message actions' })
    await expect.element(toolbar.getByRole('button', { name: 'More actions' })).toBeVisible()
    expect(toolbar.getByRole('button', { name: 'Edit' }).query()).toBeNull()
    await end()
  })

  it('goes to where one may write, again only to where it did not arrive', async () => {
    const { log, forwards, answer, line, address, end } = await setUp()
    await log.getByText('Bring a ruler').hover()
    await page
      .getByRole('toolbar', { name: 'Message actions' })
      .getByRole('button', { name: 'More actions' })
      .click()
    await page.getByRole('menuitem', { name: 'Forward' }).click()
    const dialog = page.getByRole('dialog', { name: 'Forward' })
    await expect.element(dialog.getByRole('option', { name: 'Ana Duarte' })).toBeVisible()
    expect(dialog.getByRole('option', { name: 'Last year' }).query()).toBeNull()
    await userEvent.fill(dialog.getByRole('searchbox', { name: 'Find a conversation' }), 'bio')
    await expect.element(dialog.getByRole('option')).toHaveTextContent('7B Biology')
    await dialog.getByRole('option', { name: '7B Biology' }).click()
    await userEvent.fill(dialog.getByRole('searchbox', { name: 'Find a conversation' }), '')
    await dialog.getByRole('option', { name: 'Ana Duarte' }).click()
    const go = dialog.getByRole('button', { name: 'Forward to 2 conversations' })
    // a post needs a title
    await expect.element(go).toBeDisabled()
    await userEvent.fill(
      dialog.getByRole('textbox', { name: 'Title of the post in the channel' }),
      'Rulers',
    )
    await expectAccessible()
    await go.click()
    await vi.waitFor(() => expect(forwards()).toHaveLength(1))
    expect(forwards()[0]).toMatchObject({
      conversation: biology.id,
      from: lin.id,
      number: 2,
      title: 'Rulers',
    })
    line().says({
      type: 'error',
      ref: forwards()[0]?.ref,
      problem: 'not-allowed',
      title: 'Not allowed',
      status: 403,
      detail: '',
    })
    await vi.waitFor(() => expect(forwards()).toHaveLength(2))
    expect(forwards()[1]).toMatchObject({ conversation: ana.id, from: lin.id, number: 2 })
    expect(forwards()[1]).not.toHaveProperty('title')
    answer(1, sent(ana.id))
    await expect
      .element(dialog.getByRole('alert'))
      .toHaveTextContent('7B Biology You may not write there any more.')
    await go.click()
    await vi.waitFor(() => expect(forwards()).toHaveLength(3))
    expect(forwards()[2]).toMatchObject({ conversation: biology.id })
    expect(forwards()[2]?.clientId).toBe(forwards()[0]?.clientId)
    answer(2, sent(biology.id))
    await expect.element(dialog).not.toBeInTheDocument()
    await vi.waitFor(() => expect(toasts.getState().at(-1)?.text).toBe('Forwarded.'))
    expect(address()).toBe(`/chats/${lin.id}`)
    await end()
  })
})
