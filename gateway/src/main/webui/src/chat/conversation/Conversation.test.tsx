import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { speak } from '../../shared/i18n/language'
import { expectAccessible } from '../../shared/testing/axe'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { Conversation } from './Conversation'

const LIN = idOf(11)
const said = [
  message(1, LIN, 'Morning'),
  message(2, ME, 'See [the plan](https://example.org/plan)'),
  message(3, LIN, 'Even better'),
]
const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 3,
  lastMessage: said[2] ?? null,
  readNumber: 2,
  unread: 1,
})

async function setUp() {
  const chats = await startChats({ conversations: [lin], messages: { [lin.id]: said }, people: [] })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  const screen = (
    <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={lin.id} jumpTo={null} />
    </div>
  )
  await show(chats.sync, `/chats/${lin.id}`, screen)
  const log = page.getByRole('log', { name: 'Messages with Lin Mei-hua' })
  await expect.element(log.getByText('Even better')).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Message Lin Mei-hua' })
  const sends = () => chats.line().sent.filter(({ type }) => type === 'message.send')
  return { ...chats, log, field, sends }
}

describe('a conversation', () => {
  it('shows what was said, where the new begins, and opens links apart from the app', async () => {
    const { log, end } = await setUp()
    await expect.element(log.getByText('New', { exact: true })).toBeVisible()
    const link = log.getByRole('link', { name: 'the plan' })
    await expect.element(link).toHaveAttribute('target', '_blank')
    await expect.element(link).toHaveAttribute('rel', expect.stringContaining('noopener'))
    await expectAccessible()
    await end()
  })

  it('keeps saying where the new began once it is read, and says so of what comes while nobody sees it', async () => {
    const { log, field, line, end } = await setUp()
    await userEvent.click(field)
    await vi.waitFor(() =>
      expect(line().sent).toContainEqual(expect.objectContaining({ type: 'read', number: 3 })),
    )
    const divider = log.getByText('New', { exact: true })
    await expect.element(divider).toBeVisible()
    const says = (number: number, text: string) =>
      line().says({
        type: 'message.sent',
        conversation: lin.id,
        message: message(number, LIN, text),
      })
    const below = () => {
      const texts = log.element().textContent ?? ''
      return texts.slice(texts.lastIndexOf('New'))
    }
    // seen as it comes: where the new began stays
    says(4, `Long: ${'words '.repeat(2_000)}`)
    await vi.waitFor(() =>
      expect(line().sent).toContainEqual(expect.objectContaining({ type: 'read', number: 4 })),
    )
    log.element().scrollTop = 0
    await expect.element(page.getByRole('button', { name: 'Latest' })).toBeVisible()
    says(5, 'Are you there?')
    await expect.element(page.getByRole('button', { name: '1 new' })).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: '1 new' }))
    await expect.element(log.getByText('Are you there?')).toBeVisible()
    await expect.poll(below).toContain('Are you there?')
    expect(below()).not.toContain('Long')
    await end()
  })

  it('moves the read marker as far as somebody has seen', async () => {
    const { line, field, end } = await setUp()
    // nothing is seen by somebody who looks at another window
    await userEvent.click(field)
    await vi.waitFor(() =>
      expect(line().sent).toContainEqual(
        expect.objectContaining({ type: 'read', conversation: lin.id, number: 3 }),
      ),
    )
    await end()
  })

  it('shows a message at once with a clock, then a tick, then the picture of who has seen it', async () => {
    const { log, field, sends, line, end } = await setUp()
    await userEvent.type(field, 'On my way{Enter}')
    await expect.element(log.getByText('On my way')).toBeVisible()
    await expect.element(log.getByRole('img', { name: 'Sending' })).toBeVisible()
    await vi.waitFor(() => expect(sends()).toHaveLength(1))
    line().says({
      type: 'ok',
      ref: sends()[0]?.ref,
      result: {
        kind: 'sent',
        conversation: lin.id,
        number: 4,
        id: idOf(1_004),
        sentAt: '2026-11-22T10:04:00Z',
      },
    })
    await expect.element(log.getByRole('img', { name: 'Sending' })).not.toBeInTheDocument()
    await expect.element(log.getByRole('img', { name: 'Sent' }).last()).toBeVisible()
    line().says({ type: 'read', conversation: lin.id, account: LIN, number: 4 })
    await expect.element(log.getByRole('img', { name: 'Seen by Lin Mei-hua' })).toBeVisible()
    await end()
  })

  it('keeps a refused message with a way to send it again, and one to drop it', async () => {
    const { log, field, sends, line, end } = await setUp()
    await userEvent.type(field, 'No{Enter}')
    await vi.waitFor(() => expect(sends()).toHaveLength(1))
    line().says({
      type: 'error',
      ref: sends()[0]?.ref,
      problem: 'text-invalid',
      title: 'No',
      status: 422,
      detail: '',
    })
    await expect.element(log.getByText('Not sent', { exact: true })).toBeVisible()
    await expectAccessible()
    await userEvent.click(log.getByRole('button', { name: 'Try again' }))
    await vi.waitFor(() => expect(sends()).toHaveLength(2))
    expect(sends()[1]?.clientId).not.toBe(sends()[0]?.clientId)
    line().says({
      type: 'error',
      ref: sends()[1]?.ref,
      problem: 'text-invalid',
      title: 'No',
      status: 422,
      detail: '',
    })
    await userEvent.click(log.getByRole('button', { name: 'Delete' }))
    await expect.element(log.getByText('No', { exact: true })).not.toBeInTheDocument()
    await end()
  })

  it('reads new messages out, and does not read out the old ones', async () => {
    const { line, end } = await setUp()
    const spoken = page.getByRole('status').filter({ hasText: 'Lin Mei-hua:' })
    await expect.element(spoken).not.toBeInTheDocument()
    line().says({
      type: 'message.sent',
      conversation: lin.id,
      message: message(4, LIN, 'Are you there?'),
    })
    await expect.element(spoken).toHaveTextContent('Lin Mei-hua: Are you there?')
    await end()
  })

  it('says who types, and makes room for it beforehand', async () => {
    const { line, field, end } = await setUp()
    const top = field.element().getBoundingClientRect().top
    line().says({ type: 'typing', conversation: lin.id, account: LIN, active: true })
    await expect.element(page.getByText('Lin Mei-hua is typing…')).toBeVisible()
    expect(field.element().getBoundingClientRect().top).toBe(top)
    await end()
  })

  it('shows status and photo beside the name, as they change', async () => {
    const { line, end } = await setUp()
    const says = (more: object) =>
      line().says({ type: 'profile', account: LIN, name: 'Lin Mei-hua', ...more })
    says({ status: 'In the lab', photo: 'abc' })
    await expect.element(page.getByText('Online')).toBeVisible()
    await expect.element(page.getByText('In the lab')).toBeVisible()
    const photos = () =>
      [...document.querySelectorAll('img')].filter((img) => img.src.includes('/photos/abc/'))
    // the head, the start of the chat, and the heads of their two runs of messages
    await vi.waitFor(() => expect(photos().length).toBeGreaterThanOrEqual(3))
    for (const photo of photos()) {
      expect(photo.getAttribute('loading')).toBe('lazy')
      expect(photo.width).toBe(photo.height)
      expect(photo.alt).toBe('')
    }
    await expectAccessible()
    says({ status: '', photo: null })
    await vi.waitFor(() => expect(photos()).toEqual([]))
    await expect.element(page.getByText('In the lab')).not.toBeInTheDocument()
    await end()
  })

  it('with a deleted account stays readable in the reader’s language, and cannot be written in', async () => {
    const { line, log, field, end } = await setUp()
    line().says({
      type: 'profile',
      account: LIN,
      name: '',
      status: '',
      photo: null,
      deleted: true,
    })
    await expect
      .element(page.getByRole('heading', { level: 1, name: 'Deleted account' }))
      .toBeVisible()
    await expect.element(page.getByText('Even better')).toBeVisible()
    await expect.element(field).not.toBeInTheDocument()
    await expect.element(log).not.toBeInTheDocument()
    await expect.element(page.getByText(/nothing more can be sent/)).toBeVisible()
    await expectAccessible()
    await speak('zh-Hant-TW')
    await expect
      .element(page.getByRole('heading', { level: 1, name: '已刪除的帳號' }))
      .toBeVisible()
    await expect.element(page.getByText('Deleted account')).not.toBeInTheDocument()
    await expectAccessible()
    await end()
  })
})
