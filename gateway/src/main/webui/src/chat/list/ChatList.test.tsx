import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { PersonFound } from '../api'
import { conversation, idOf, message, show, startChats } from '../testing/chats'
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
