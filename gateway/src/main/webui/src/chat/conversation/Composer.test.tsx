import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { chooseSendKey } from '../../shared/sendKey'
import { expectAccessible } from '../../shared/testing/axe'
import { conversation, show, startChats } from '../testing/chats'
import { Composer } from './Composer'

const lin = conversation(1, 'Lin Mei-hua')

async function setUp() {
  await page.viewport(1200, 800)
  const chats = await startChats({ conversations: [lin], messages: {}, people: [] })
  const composer = <Composer id={lin.id} label="Message Lin Mei-hua" onEscape={() => undefined} />
  await show(chats.sync, '/chats', composer)
  const field = page.getByRole('textbox', { name: 'Message Lin Mei-hua' })
  await expect.element(field).toBeVisible()
  const sent = () =>
    chats
      .line()
      .sent.filter(({ type }) => type === 'message.send')
      .map(({ text }) => text)
  return { ...chats, field, sent }
}

/** A key as an input method sends it: while composing, or (Safari) with the code that stands for one. */
function press(field: Element, key: string, init: KeyboardEventInit & { keyCode?: number }) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  if (init.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: init.keyCode })
  field.dispatchEvent(event)
  return event.defaultPrevented
}

describe('the composer', () => {
  it('sends with Enter, makes a line with Shift and Enter, and empties itself', async () => {
    const { field, sent, end } = await setUp()
    await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two{Enter}')
    await vi.waitFor(() => expect(sent()).toEqual(['one\ntwo']))
    await expect.element(field).toHaveValue('')
    await expectAccessible()
    await end()
  })

  it('sends with Shift and Enter where that was chosen', async () => {
    chooseSendKey('Shift+Enter')
    const { field, sent, end } = await setUp()
    await userEvent.type(field, 'one{Enter}two{Shift>}{Enter}{/Shift}')
    await vi.waitFor(() => expect(sent()).toEqual(['one\ntwo']))
    await expect.element(field).toHaveValue('')
    chooseSendKey('Enter')
    await end()
  })

  it('never sends with an Enter that ends a composition', async () => {
    const { field, sent, sync, end } = await setUp()
    await userEvent.type(field, '你好')
    const element = field.element()
    expect(press(element, 'Enter', { isComposing: true })).toBe(false)
    expect(press(element, 'Enter', { keyCode: 229 })).toBe(false)
    expect(sync.store.getState().drafts[lin.id]).toBe('你好')
    expect(press(element, 'Enter', {})).toBe(true)
    await vi.waitFor(() => expect(sent()).toEqual(['你好']))
    await end()
  })

  it('marks what is selected, and undo takes the marks off again', async () => {
    const { field, end } = await setUp()
    await userEvent.type(field, 'bold')
    const element = field.element() as HTMLTextAreaElement
    element.setSelectionRange(0, 4)
    await userEvent.click(page.getByRole('button', { name: 'Bold' }))
    await expect.element(field).toHaveValue('**bold**')
    element.focus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(field).toHaveValue('bold')
    await end()
  })

  it('tells how much room is left near the limit, and sends nothing over it', async () => {
    const { field, sent, end } = await setUp()
    await userEvent.fill(field, 'x'.repeat(16_000))
    await expect.element(page.getByText('Room for about 384 more characters')).toBeVisible()
    await userEvent.fill(field, 'x'.repeat(16_400))
    await expect.element(page.getByText('Too long by about 16 characters')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled()
    await userEvent.type(field, '{Enter}')
    expect(sent()).toEqual([])
    await expectAccessible()
    await end()
  })

  it('offers emoji after a colon, by their names in both languages', async () => {
    const { field, sent, end } = await setUp()
    await userEvent.type(field, 'Well done :tad')
    const list = page.getByRole('listbox', { name: 'Emoji' })
    await expect.element(list).toBeVisible()
    await expect.element(field).toHaveAttribute('aria-activedescendant')
    await expectAccessible()
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('Well done 🎉 ')
    expect(list.query()).toBeNull()
    await userEvent.type(field, ':哭')
    const options = page.getByRole('option')
    await expect.element(options.first()).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(options.nth(1)).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Escape}')
    expect(options.query()).toBeNull()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(sent()).toEqual(['Well done 🎉 :哭']))
    await end()
  })

  it('keeps the draft on the device', async () => {
    const { field, database, end } = await setUp()
    await userEvent.type(field, 'half a thought')
    await vi.waitFor(async () =>
      expect((await database.load()).drafts).toEqual({ [lin.id]: 'half a thought' }),
    )
    await end()
  })
})
