import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../account'
import { ana, renderApp, signInAna } from '../app/testing'
import { conversation, idOf } from '../chat/testing/chats'
import { keptInvitation } from '../shared/invitation'
import { singleKeys, switchSingleKeys } from '../shared/singleKeys'
import { expectAccessible } from '../shared/testing/axe'
import { json, problem, serve } from '../shared/testing/server'
import { toast, toasts } from '../shared/toasts'
import { channelsUnread, missedCalls, unreadChats } from '../shared/unread'
import { openMenu } from './openedMenu'

beforeEach(async () => {
  await page.viewport(1280, 800)
  signInAna()
  serve({})
  openMenu(null)
})

async function renderShell() {
  const { screen, router } = await renderApp('/settings/account')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  return { screen, router }
}

test('only what there is can be gone to', async () => {
  const { screen } = await renderShell()
  const links = screen.getByRole('navigation', { name: 'Main' }).getByRole('link')
  expect(links.elements().map((link) => link.getAttribute('href'))).toEqual([
    '/chats',
    '/channels',
    '/calls',
    '/activity',
    '/settings',
  ])
  await expect.element(links.last()).toHaveAttribute('aria-current', 'page')
  await expectAccessible()
})

test('the rail says how many chats have something unread', async () => {
  const { screen } = await renderShell()
  unreadChats.setState(3, true)
  await expect.element(screen.getByRole('link', { name: 'Chats 3 unread' })).toBeVisible()
  unreadChats.setState(0, true)
  await expect.element(screen.getByRole('link', { name: 'Chats', exact: true })).toBeVisible()
})

test('the rail says that channels have something unread', async () => {
  const { screen } = await renderShell()
  channelsUnread.setState(true, true)
  await expect.element(screen.getByRole('link', { name: 'Channels unread' })).toBeVisible()
  channelsUnread.setState(false, true)
  await expect.element(screen.getByRole('link', { name: 'Channels', exact: true })).toBeVisible()
})

test('the rail says how many calls were missed', async () => {
  const { screen } = await renderShell()
  missedCalls.setState(2, true)
  await expect.element(screen.getByRole('link', { name: 'Calls 2 missed' })).toBeVisible()
  missedCalls.setState(0, true)
  await expect.element(screen.getByRole('link', { name: 'Calls', exact: true })).toBeVisible()
})

test('an invitation waits on this device for whoever signs in or up first', async () => {
  session.store.setState({ status: 'signed-out', why: 'nobody' }, true)
  const { router } = await renderApp('/join#a-token')
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
  expect(router.state.location.search).toEqual({ next: '/join#a-token' })
  // later, by the link of a mail, nothing in the address says so
  const later = await renderApp('/sign-in')
  serve({
    'POST /api/conversations/invitations/look': () => problem(410, 'invitation-invalid'),
  })
  signInAna()
  await vi.waitFor(() => expect(later.router.state.location.href).toBe('/join#a-token'))
  await expect
    .element(later.screen.getByRole('heading', { name: 'This invitation no longer works' }).first())
    .toBeVisible()
  expect(keptInvitation()).toBeUndefined()
})

test('shortcuts of a single letter are switched off in the list of shortcuts', async () => {
  const { screen } = await renderShell()
  await userEvent.keyboard('{Control>}/{/Control}')
  const choice = screen.getByRole('switch', { name: 'Shortcuts of a single letter' })
  await expect.element(choice).toBeChecked()
  await userEvent.click(screen.getByText('Shortcuts of a single letter'))
  await expect.element(choice).not.toBeChecked()
  expect(singleKeys.getState()).toBe(false)
  switchSingleKeys(true)
})

test('the first Tab leads past the navigation', async () => {
  const { screen } = await renderShell()
  await userEvent.tab()
  const skip = screen.getByRole('link', { name: 'Skip to content' })
  await expect.element(skip).toHaveFocus()
  await expect.element(skip).toBeInViewport()
})

test('F6 goes round the parts of the screen, and back to where one was', async () => {
  const { screen } = await renderShell()
  const chats = screen.getByRole('link', { name: 'Chats' })
  const profile = screen.getByRole('link', { name: /^Profile/ })
  const changeEmail = screen.getByRole('button', { name: 'Change email' })
  await userEvent.keyboard('{F6}')
  await expect.element(chats).toHaveFocus()
  await userEvent.keyboard('{F6}')
  await expect.element(profile).toHaveFocus()
  await userEvent.tab()
  await userEvent.keyboard('{F6}')
  await expect.element(changeEmail).toHaveFocus()
  await userEvent.keyboard('{F6}')
  await expect.element(chats).toHaveFocus()
  await userEvent.keyboard('{Shift>}{F6}{F6}{/Shift}')
  await expect.element(screen.getByRole('link', { name: /^Notifications/ })).toHaveFocus()
})

test('Ctrl+K goes anywhere by a few letters', async () => {
  const { screen, router } = await renderShell()
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(screen.getByRole('searchbox', { name: 'Go to' })).toHaveFocus()
  await expectAccessible()
  await userEvent.keyboard('lang')
  await expect.element(screen.getByRole('option', { name: /^Language/ }).first()).toBeVisible()
  await expect.element(screen.getByRole('option', { name: /^Profile/ })).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect
    .element(screen.getByRole('heading', { level: 1, name: 'Language and time' }))
    .toBeVisible()
  expect(router.state.location.pathname).toBe('/settings/language')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('Ctrl+K leads to Activity', async () => {
  const { screen, router } = await renderShell()
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.getByRole('searchbox', { name: 'Go to' }).fill('activity')
  await userEvent.click(screen.getByRole('option', { name: 'Activity', exact: true }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/activity'))
})

test('Ctrl+K begins a chat, a group or a channel, for those who may', async () => {
  const { screen } = await renderShell()
  const find = async (text: string) => {
    await userEvent.keyboard('{Control>}k{/Control}')
    await screen.getByRole('searchbox', { name: 'Go to' }).fill(text)
  }
  await find('new ')
  await expect.element(screen.getByRole('option', { name: 'New group' })).toBeVisible()
  expect(screen.getByRole('option', { name: 'New channel' }).query()).toBeNull()
  await userEvent.click(screen.getByRole('option', { name: 'New group' }))
  await expect.element(screen.getByRole('dialog', { name: 'New group' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  session.change({ ...ana, roles: ['student', 'teacher'] })
  await find('new chan')
  await expect.element(screen.getByRole('option', { name: 'New channel' })).toBeVisible()
})

test('Ctrl+K finds people who have not been written to, and opens the chat with them', async () => {
  serve({
    'GET /api/users': () =>
      json({ people: [{ id: idOf(60), name: 'Noor Haddad', status: 'In the lab', photo: null }] }),
    'POST /api/conversations': () => json(conversation(50, 'Noor Haddad')),
  })
  const { screen, router } = await renderShell()
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.getByRole('searchbox', { name: 'Go to' }).fill('noor')
  await userEvent.click(screen.getByRole('option', { name: /Noor Haddad/ }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/chats/${idOf(150)}`))
})

test('Ctrl+K leads to where one signs out, which says what that deletes', async () => {
  const { screen, router } = await renderShell()
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.getByRole('searchbox', { name: 'Go to' }).fill('sign out')
  await userEvent.click(screen.getByRole('option', { name: /^Sign out/ }))
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/settings/account'))
})

test('what fits nothing can be searched for', async () => {
  const { screen } = await renderShell()
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.getByRole('searchbox', { name: 'Go to' }).fill('qqq')
  await expect.element(screen.getByRole('option', { name: 'Search for “qqq”' })).toBeVisible()
  expect(screen.getByRole('option').all()).toHaveLength(1)
})

test('Ctrl+/ lists the shortcuts, Esc closes the list', async () => {
  const { screen } = await renderShell()
  await userEvent.keyboard('{Control>}/{/Control}')
  await expect.element(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('at most three notices are shown, and each can be closed', async () => {
  const { screen } = await renderShell()
  for (const text of ['one', 'two', 'three', 'four']) toast({ kind: 'problem', text })
  await expect.element(screen.getByText('four')).toBeVisible()
  expect(toasts.getState().map(({ text }) => text)).toEqual(['two', 'three', 'four'])
  await expectAccessible()
  const notices = screen.getByRole('region', { name: 'Notices' })
  while (toasts.getState().length > 0) await notices.getByRole('button').first().click()
  await expect.element(screen.getByText('four')).not.toBeInTheDocument()
})

test('an address that leads nowhere says so and leads back', async () => {
  const { screen } = await renderApp('/nowhere')
  await expect.element(screen.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await expectAccessible()
})
