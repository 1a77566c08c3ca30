import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import { toasts } from '../../shared/toasts'
import type { ChatApi } from '../api'
import { Conversation as Screen } from '../conversation/Conversation'
import { UNDO_MS } from '../store/pending'
import type { Conversation } from '../store/state'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { RefusedWishes } from './RefusedWishes'

const LIN = idOf(11)
const said = [
  message(1, LIN, 'Bring a ruler'),
  message(2, ME, 'I have two'),
  message(3, LIN, 'Good'),
]
const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 3,
  lastMessage: said[2] ?? null,
  readNumber: 3,
})

async function setUp(answers: Partial<ChatApi> = {}, more: Conversation[] = []) {
  const chats = await startChats({
    conversations: [lin, ...more],
    messages: { [lin.id]: said },
    people: [],
    answers,
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  await show(
    chats.sync,
    `/chats/${lin.id}`,
    <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
      <Screen id={lin.id} jumpTo={null} />
      <RefusedWishes />
    </div>,
  )
  const log = page.getByRole('log', { name: 'Messages with Lin Mei-hua' })
  await expect.element(log.getByText('Good')).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Message Lin Mei-hua' })
  const sent = (type: string) => chats.line().sent.filter((one) => one.type === type)
  const actionsOf = async (text: string) => {
    await log.getByText(text).hover()
    return page.getByRole('toolbar', { name: 'Message actions' })
  }
  const changed = (change: number, number: number, more: object) =>
    chats.line().says({
      type: 'message.changed',
      conversation: lin.id,
      change,
      message: { ...said[number - 1], change, ...more },
    })
  return { ...chats, log, field, sent, actionsOf, changed }
}

describe('a message', () => {
  it('is edited in its place, at once, and says so', async () => {
    const { log, field, sent, changed, line, end } = await setUp()
    await userEvent.click(field)
    await userEvent.keyboard('{ArrowUp}')
    const box = page.getByRole('textbox', { name: 'Edit the message' })
    await expect.element(box).toHaveValue('I have two')
    await userEvent.clear(box)
    await userEvent.type(box, 'I have three{Enter}')
    await expect.element(log.getByText('I have three')).toBeVisible()
    await expect.element(log.getByRole('button', { name: 'edited' })).toBeVisible()
    await expect.element(field).toHaveFocus()
    const [edit] = sent('message.edit')
    expect(edit).toMatchObject({ number: 2, text: 'I have three' })
    line().says({
      type: 'ok',
      ref: edit?.ref,
      result: { kind: 'changed', conversation: lin.id, number: 2, change: 1 },
    })
    changed(1, 2, { text: 'I have three', editedAt: '2026-11-22T11:00:00Z' })
    // what somebody does on another device later is not hidden by what was done here
    changed(2, 2, { text: 'I have four', editedAt: '2026-11-22T11:01:00Z' })
    await expect.element(log.getByText('I have four')).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('is left as it was by Esc, and not edited by those who did not write it', async () => {
    const { log, field, actionsOf, sent, end } = await setUp()
    await userEvent.click(field)
    await userEvent.keyboard('{ArrowUp}')
    await userEvent.keyboard('x{Escape}')
    await expect.element(log.getByText('I have two')).toBeVisible()
    expect(sent('message.edit')).toEqual([])
    const theirs = await actionsOf('Bring a ruler')
    await expect.element(theirs.getByRole('button', { name: 'React', exact: true })).toBeVisible()
    expect(theirs.getByRole('button', { name: 'Edit' }).query()).toBeNull()
    await end()
  })

  it('is copied as it is read, with names in place of those it calls', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { changed, log, end } = await setUp()
    changed(1, 1, { text: `Bring a ruler, <@${ME}>`, editedAt: '2026-11-22T11:00:00Z' })
    await expect.element(log.getByText(/Bring a ruler, /)).toBeVisible()
    await log.getByText(/Bring a ruler, /).hover()
    await page
      .getByRole('toolbar', { name: 'Message actions' })
      .getByRole('button', { name: 'More actions' })
      .click()
    await page.getByRole('menuitem', { name: 'Copy text' }).click()
    await vi.waitFor(() =>
      expect(writeText).toHaveBeenLastCalledWith('Bring a ruler, @Wu Jia-ling'),
    )
    writeText.mockRestore()
    await end()
  })

  it('that is answered is part of the draft, and goes with it', async () => {
    const { actionsOf, sync, database, field, sent, end } = await setUp()
    await (await actionsOf('Bring a ruler')).getByRole('button', { name: 'Reply' }).click()
    await expect.element(page.getByText(/^Reply to Lin Mei-hua: Bring a ruler/)).toBeVisible()
    sync.dispatch({ type: 'left', conversation: lin.id })
    const kept = { [`${lin.id}/reply`]: '1' }
    await vi.waitFor(async () => expect((await database.load()).drafts).toEqual(kept))
    sync.dispatch({ type: 'opened', conversation: lin.id, at: null })
    await expect.element(page.getByText(/^Reply to Lin Mei-hua: Bring a ruler/)).toBeVisible()
    await userEvent.fill(field, 'I will')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(sent('message.send')).toMatchObject([{ replyTo: 1 }]))
    await vi.waitFor(async () => expect((await database.load()).drafts).toEqual({}))
    await end()
  })

  it('that is deleted can be taken back for a moment, and is deleted then', async () => {
    const { log, actionsOf, sent, sync, end } = await setUp()
    const remove = async () => {
      const toolbar = await actionsOf('I have two')
      await toolbar.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect.element(log.getByText('You deleted this.')).toBeVisible()
    }
    await remove()
    await log.getByRole('button', { name: 'Undo' }).click()
    await expect.element(log.getByText('I have two')).toBeVisible()
    await remove()
    expect(sent('message.delete')).toEqual([])
    sync.dispatch({ type: 'ticked', at: Date.now() + UNDO_MS })
    await vi.waitFor(() => expect(sent('message.delete')).toMatchObject([{ number: 2 }]))
    await expect.element(log.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
    await end()
  })

  it('has reactions that are put and taken back by a press, and says why one is refused', async () => {
    const { log, actionsOf, sent, line, end } = await setUp()
    const toolbar = await actionsOf('Good')
    await toolbar.getByRole('button', { name: 'React', exact: true }).click()
    const panel = page.getByRole('dialog', { name: 'Emoji' })
    await expect.element(panel.getByRole('gridcell').first()).toBeVisible()
    await panel.getByRole('searchbox', { name: 'Search emoji' }).fill('thumbs up')
    await panel.getByRole('gridcell', { name: 'thumbs up' }).click()
    const chip = log.getByRole('button', { name: '👍, 1 person' })
    await expect.element(chip).toHaveAttribute('aria-pressed', 'true')
    const [first] = sent('reaction.set')
    expect(first).toMatchObject({ number: 3, emoji: '👍', present: true })
    line().says({
      type: 'error',
      ref: first?.ref,
      problem: 'too-many-reactions',
      status: 409,
      title: '',
      detail: '',
    })
    await expect.element(chip).not.toBeInTheDocument()
    await vi.waitFor(() =>
      expect(toasts.getState().map(({ text }) => text)).toContainEqual(
        expect.stringContaining('takes no more'),
      ),
    )
    line().says({
      type: 'reaction.changed',
      conversation: lin.id,
      change: 1,
      number: 3,
      account: LIN,
      emoji: '🎉',
      present: true,
      reactions: [{ emoji: '🎉', count: 1 }],
    })
    const theirs = log.getByRole('button', { name: '🎉, 1 person' })
    await expect.element(theirs).toHaveAttribute('aria-pressed', 'false')
    await theirs.click()
    await expect.element(log.getByRole('button', { name: '🎉, 2 people' })).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('is answered, and the answer says what it answers and leads there', async () => {
    const { log, field, actionsOf, sent, line, changed, end } = await setUp()
    const toolbar = await actionsOf('Bring a ruler')
    await toolbar.getByRole('button', { name: 'Reply' }).click()
    await expect.element(field).toHaveFocus()
    await expect.element(page.getByText(/^Reply to Lin Mei-hua:/)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText(/^Reply to Lin Mei-hua:/)).not.toBeInTheDocument()
    await (await actionsOf('Bring a ruler')).getByRole('button', { name: 'Reply' }).click()
    await userEvent.type(field, 'I will{Enter}')
    await vi.waitFor(() =>
      expect(sent('message.send')).toMatchObject([{ text: 'I will', replyTo: 1 }]),
    )
    const quote = log.getByRole('button', { name: /^Answers/ })
    await expect.element(quote).toHaveTextContent('Lin Mei-hua Bring a ruler')
    await quote.click()
    const original = log.getByRole('article', { name: /Lin Mei-hua/ }).first()
    await expect.element(original).toHaveClass(/bg-warn-soft/)
    const [send] = sent('message.send')
    const result = {
      kind: 'sent',
      conversation: lin.id,
      number: 4,
      id: idOf(1_004),
      sentAt: '2026-11-22T10:04:00Z',
    }
    line().says({ type: 'ok', ref: send?.ref, result })
    changed(1, 1, { text: '', deletedAt: '2026-11-22T11:00:00Z', deletedBy: LIN })
    await expect.element(quote).toHaveTextContent('A message that was deleted')
    await expect.element(quote).toBeDisabled()
    await expectAccessible()
    await end()
  })

  it('calls somebody whose name is chosen behind an @, and shows the name', async () => {
    const { log, field, sent, end } = await setUp()
    await userEvent.type(field, 'ask @mei')
    await expect.element(page.getByRole('listbox', { name: 'People to mention' })).toBeVisible()
    await expectAccessible()
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('ask @Lin Mei-hua ')
    await userEvent.keyboard('first{Enter}')
    await vi.waitFor(() =>
      expect(sent('message.send')).toMatchObject([{ text: `ask <@${LIN}> first` }]),
    )
    await expect.element(log.getByText('@Lin Mei-hua')).toBeVisible()
    await end()
  })

  it('that is pinned is found in the details, until it is no more', async () => {
    const { changed, sent, end } = await setUp()
    await page.getByRole('button', { name: 'Details' }).click()
    await expect.element(page.getByText('Nothing is pinned.', { exact: false })).toBeVisible()
    changed(1, 1, { pinnedAt: '2026-11-22T11:00:00Z', pinnedBy: LIN })
    const pinned = page.getByRole('list', { name: 'Pinned' })
    await expect.element(pinned.getByText('Bring a ruler')).toBeVisible()
    await expectAccessible()
    await pinned.getByRole('button', { name: 'Unpin' }).click()
    await expect.element(pinned).not.toBeInTheDocument()
    expect(sent('pin.set')).toMatchObject([{ number: 1, present: false }])
    await end()
  })

  it('is reached by Tab from the log, and the one before by the arrow', async () => {
    const { log, field, end } = await setUp()
    // what the pointer is on has its actions in the page too
    await field.hover()
    ;(log.element() as HTMLElement).focus()
    await userEvent.keyboard('{Tab}')
    expect(document.activeElement?.textContent).toContain('Good')
    await userEvent.keyboard('{ArrowUp}')
    expect(document.activeElement?.textContent).toContain('I have two')
    await userEvent.keyboard('{Tab}')
    const toolbar = document.activeElement?.closest('[role=toolbar]')
    expect(toolbar?.getAttribute('aria-label')).toBe('Message actions')
    await end()
  })

  it('is reported with a reason, and nobody reports their own', async () => {
    const report = vi.fn<ChatApi['report']>(async () => ({ ok: true, value: null }))
    const { actionsOf, end } = await setUp({ report })
    const own = await actionsOf('I have two')
    await own.getByRole('button', { name: 'More actions' }).click()
    await expect.element(page.getByRole('menuitem', { name: 'Forward' })).toBeVisible()
    expect(page.getByRole('menuitem', { name: 'Report' }).query()).toBeNull()
    await userEvent.keyboard('{Escape}')
    const theirs = await actionsOf('Bring a ruler')
    await theirs.getByRole('button', { name: 'More actions' }).first().click()
    await page.getByRole('menuitem', { name: 'Report' }).click()
    const dialog = page.getByRole('dialog', { name: 'Report' })
    await expect.element(dialog.getByText(/administrators of your school/)).toBeVisible()
    await expect
      .element(dialog.getByRole('button', { name: 'Choose what is wrong' }))
      .toBeDisabled()
    await expectAccessible()
    await dialog.getByText('It hurts or threatens somebody').click()
    await userEvent.fill(dialog.getByRole('textbox'), 'To me')
    await dialog.getByRole('button', { name: 'Send the report' }).click()
    await vi.waitFor(() => expect(report).toHaveBeenCalledWith(lin.id, 1, 'hurtful', 'To me'))
    await expect.element(dialog).not.toBeInTheDocument()
    await end()
  })
})
