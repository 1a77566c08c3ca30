import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import { toasts } from '../../shared/toasts'
import type { PersonFound } from '../api'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { ChatList } from './ChatList'

const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 1,
  lastMessage: message(1, idOf(11), 'See **you** at ten'),
  unread: 1,
})
const chen = conversation(2, 'Chen Wei')
const ana = conversation(3, 'Ana Duarte')
const everyone = [lin, chen, ana]

async function setUp(conversations = everyone, people: PersonFound[] = []) {
  const chats = await startChats({ conversations, messages: {}, people })
  const shown = await show(chats.sync, '/chats', <ChatList openId={null} />)
  return { ...chats, ...shown }
}

describe('the list of chats', () => {
  it('says of each chat who, whether here, how many unread, and what was said last', async () => {
    const { end } = await setUp()
    const row = page.getByRole('row', {
      name: /^Lin Mei-hua, online, 1 unread, last message .*: See you at ten$/,
    })
    await expect.element(row).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('is moved in by arrows, found in by typing, and opened with Enter', async () => {
    const { address, end } = await setUp()
    await expect.element(page.getByRole('row', { name: /Lin/ })).toBeVisible()
    await userEvent.click(page.getByRole('searchbox', { name: 'Find a chat' }))
    await userEvent.keyboard('{Tab}{Tab}')
    await expect.element(page.getByRole('row', { name: /Lin/ })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('row', { name: /Chen/ })).toHaveFocus()
    await userEvent.keyboard('an')
    await expect.element(page.getByRole('row', { name: /Ana/ })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(address()).toBe(`/chats/${ana.id}`))
    await end()
  })

  it('goes to the next chat with Alt and an arrow, with Shift to the next unread one', async () => {
    const { address, end } = await setUp([chen, lin, ana])
    await expect.element(page.getByRole('row', { name: /Chen/ })).toBeVisible()
    await userEvent.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}')
    await vi.waitFor(() => expect(address()).toBe(`/chats/${lin.id}`))
    await end()
  })

  it('is gone through by its keys from any other screen, and a new chat begun', async () => {
    const { sync, end } = await startChats({ conversations: everyone, messages: {}, people: [] })
    await vi.waitFor(() => expect(sync.store.getState().chats[ana.id]).toBeDefined())
    const { address } = await show(sync, '/search', <p>elsewhere</p>)
    await expect.element(page.getByText('elsewhere')).toBeVisible()
    await userEvent.keyboard('{Control>}{Alt>}n{/Alt}{/Control}')
    await expect.element(page.getByRole('dialog', { name: 'New chat' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await vi.waitFor(() => expect(address()).toBe(`/chats/${lin.id}`))
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await vi.waitFor(() => expect(address()).toBe(`/chats/${chen.id}`))
    await end()
  })

  it('shows only the unread, or those with a name', async () => {
    const { end } = await setUp()
    await userEvent.click(page.getByRole('radio', { name: 'Unread' }))
    await expect.element(page.getByRole('row')).toHaveAccessibleName(/Lin/)
    await userEvent.click(page.getByRole('radio', { name: 'All' }))
    await userEvent.fill(page.getByRole('searchbox', { name: 'Find a chat' }), 'wei')
    await expect.element(page.getByRole('row')).toHaveAccessibleName(/Chen/)
    await userEvent.fill(page.getByRole('searchbox', { name: 'Find a chat' }), 'nobody')
    await expect.element(page.getByText('No chat with “nobody”')).toBeVisible()
    await end()
  })

  it('shows drafts, typing and what could not be sent', async () => {
    const { sync, line, end } = await setUp()
    sync.dispatch({ type: 'drafted', place: chen.id, text: 'about tomorrow' })
    await expect.element(page.getByText('Draft: about tomorrow')).toBeVisible()
    line().says({ type: 'typing', conversation: ana.id, account: idOf(13), active: true })
    await expect.element(page.getByText('typing…')).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('marks a chat as unread and as read from its menu, by the keyboard and by a click', async () => {
    const { line, address, end } = await setUp()
    await expect.element(page.getByRole('row', { name: /Lin/ })).toBeVisible()
    await userEvent.click(page.getByRole('searchbox', { name: 'Find a chat' }))
    await userEvent.keyboard('{Tab}{Tab}')
    const row = page.getByRole('row', { name: /Lin/ })
    await expect.element(row).toHaveFocus()
    // what a browser makes of the menu key, and of a right click
    row.element().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
    await expect.element(page.getByRole('menuitem', { name: 'Mark as read' })).toHaveFocus()
    await expectAccessible()
    await userEvent.keyboard('{Enter}')
    await expect
      .element(page.getByRole('row', { name: /^Lin Mei-hua, online, last/ }))
      .toHaveFocus()
    await vi.waitFor(() =>
      expect(line().sent).toContainEqual(
        expect.objectContaining({ type: 'read', conversation: lin.id, number: 1 }),
      ),
    )
    const moved = { type: 'read', conversation: lin.id, account: ME, seenNumber: 1, mentions: 0 }
    line().says({ ...moved, number: 1, readRevision: 2, unread: 0 })

    await userEvent.hover(row)
    await userEvent.click(page.getByRole('button', { name: 'More about Lin Mei-hua' }))
    await userEvent.click(page.getByRole('menuitem', { name: 'Mark as unread' }))
    await vi.waitFor(() =>
      expect(line().sent).toContainEqual(
        expect.objectContaining({ type: 'unread', conversation: lin.id }),
      ),
    )
    line().says({ ...moved, number: 0, readRevision: 3, unread: 1 })
    await expect
      .element(page.getByRole('row', { name: /Lin Mei-hua, online, 1 unread/ }))
      .toBeVisible()
    expect(address()).toBe('/chats')
    await end()
  })

  it('puts a chat away until something is said in it, with a way back', async () => {
    const { sync, line, end } = await setUp()
    const choose = async (name: string) => {
      await userEvent.hover(page.getByRole('row', { name: /Lin/ }))
      await userEvent.click(page.getByRole('button', { name: 'More about Lin Mei-hua' }))
      await userEvent.click(page.getByRole('menuitem', { name }))
    }
    const told = () => toasts.getState().at(-1)
    await choose('Archive')
    await expect.element(page.getByRole('row', { name: /Lin/ })).not.toBeInTheDocument()
    await vi.waitFor(() => expect(told()?.text).toBe('Lin Mei-hua is archived.'))
    told()?.action?.run()
    await expect.element(page.getByRole('row', { name: /Lin/ })).toBeVisible()

    await choose('Archive')
    await expect.element(page.getByRole('row', { name: /Lin/ })).not.toBeInTheDocument()
    // it is found by its name, and among those that are put away, as unread as it was
    const field = page.getByRole('searchbox', { name: 'Find a chat' })
    await userEvent.fill(field, 'lin')
    await expect.element(page.getByRole('row')).toHaveAccessibleName(/Lin Mei-hua, .*1 unread/)
    await userEvent.fill(field, '')
    await userEvent.click(page.getByRole('radio', { name: 'Archived' }))
    await expect.element(page.getByRole('row')).toHaveAccessibleName(/Lin Mei-hua, .*1 unread/)
    await expectAccessible()
    await choose('Move out of the archive')
    await expect.element(page.getByText('Nothing archived')).toBeVisible()
    await userEvent.click(page.getByRole('radio', { name: 'All' }))
    await expect.element(page.getByRole('radio', { name: 'Archived' })).not.toBeInTheDocument()

    await choose('Archive')
    await expect.element(page.getByRole('row', { name: /Lin/ })).not.toBeInTheDocument()
    line().says({
      type: 'message.sent',
      conversation: lin.id,
      message: message(2, idOf(11), 'Still there?'),
    })
    await expect.element(page.getByRole('row', { name: /Lin.*Still there/ })).toBeVisible()
    expect(sync.store.getState().chats[lin.id]?.notifications.archivedUpTo).toBe(1)
    await end()
  })

  it('says that nothing can be unread where nobody else has written', async () => {
    const { line, end } = await setUp([
      conversation(1, 'Lin Mei-hua', { lastNumber: 1, lastMessage: message(1, ME, 'Hello?') }),
    ])
    await userEvent.hover(page.getByRole('row', { name: /Lin/ }))
    await userEvent.click(page.getByRole('button', { name: 'More about Lin Mei-hua' }))
    await userEvent.click(page.getByRole('menuitem', { name: 'Mark as unread' }))
    const asked = await vi.waitFor(() => {
      const found = line().sent.find(({ type }) => type === 'unread')
      expect(found).toBeDefined()
      return found
    })
    line().says({
      type: 'error',
      ref: asked?.ref,
      problem: 'message-not-found',
      title: 'Message not found',
      status: 404,
      detail: '',
    })
    await vi.waitFor(() =>
      expect(toasts.getState().map(({ text }) => text)).toContain(
        'Nobody else has written here yet.',
      ),
    )
    await end()
  })

  it('finds somebody by name and opens the chat with them', async () => {
    const { address, end } = await setUp(
      [],
      [{ id: idOf(60), name: 'Noor Haddad', status: 'In the lab', photo: null }],
    )
    await userEvent.click(page.getByRole('button', { name: 'Find someone' }))
    await expect
      .element(page.getByRole('searchbox', { name: 'Name or email address' }))
      .toHaveFocus()
    await userEvent.keyboard('noor')
    await expect.element(page.getByRole('option', { name: 'Noor Haddad In the lab' })).toBeVisible()
    await expectAccessible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await vi.waitFor(() => expect(address()).toBe(`/chats/${idOf(150)}`))
    await end()
  })
})
