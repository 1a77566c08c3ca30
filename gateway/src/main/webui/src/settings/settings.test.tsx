import { i18n } from '@lingui/core'
import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../account'
import { ana, renderApp, signInAna } from '../app/testing'
import { chooseSendKey, sendKey } from '../shared/sendKey'
import { expectAccessible } from '../shared/testing/axe'
import { json, problem, serve, unreachable } from '../shared/testing/server'

beforeEach(async () => {
  await page.viewport(1280, 800)
  signInAna()
})

test('a new name is saved and shown everywhere', async () => {
  const asked = serve({ 'PATCH /api/users/me': () => json({ ...ana, name: 'Ana D.' }) })
  const { screen } = await renderApp('/settings/profile')
  const save = screen.getByRole('button', { name: 'Save' })
  await expect.element(screen.getByLabelText('Name')).toHaveValue('Ana Duarte')
  await expect.element(save).not.toBeInTheDocument()
  await screen.getByLabelText('Name').fill('  Ana D. ')
  await save.click()
  await expect.element(screen.getByLabelText('Name')).toHaveFocus()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  await expect.element(screen.getByText('Saved')).not.toBeInTheDocument()
  expect(session.store.getState()).toMatchObject({ account: { name: 'Ana D.' } })
  const patch = asked.find(({ method }) => method === 'PATCH')
  expect(await patch?.json()).toEqual({ name: 'Ana D.' })
  await expectAccessible()
})

test('a name that could not be saved stays, and can be tried again', async () => {
  let isAway = true
  serve({
    'PATCH /api/users/me': () => (isAway ? unreachable() : json({ ...ana, name: 'Ana D.' })),
  })
  const { screen } = await renderApp('/settings/profile')
  const name = screen.getByLabelText('Name')
  await name.fill('Ana D.')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(name).toHaveValue('Ana D.')
  await expectAccessible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Saved')).toBeVisible()
})

test('an empty name is refused before it is sent', async () => {
  const asked = serve({})
  const { screen } = await renderApp('/settings/profile')
  const name = screen.getByLabelText('Name')
  await name.fill('   ')
  await userEvent.keyboard('{Enter}')
  await expect.element(name).toHaveAccessibleDescription('Enter your name.')
  expect(asked.filter(({ method }) => method === 'PATCH')).toEqual([])
})

test('who does not show what they have read does so from the moment it is saved', async () => {
  let isAway = true
  const asked = serve({
    'PUT /api/conversations/preferences': () =>
      isAway ? unreachable() : json({ sharesReading: false }),
  })
  const { screen } = await renderApp('/settings/profile')
  const reading = screen.getByRole('switch', { name: /Show what you have read/ })
  await expect.element(reading).toBeChecked()
  await screen.getByText('Show what you have read').click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(reading).toBeChecked()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  await expect.element(reading).not.toBeChecked()
  const put = asked.findLast(({ method }) => method === 'PUT')
  expect(await put?.json()).toEqual({ sharesReading: false })
  await expectAccessible()
})

test('who may call is chosen, and holds from the moment it is saved', async () => {
  const asked = serve({
    'PUT /api/conversations/preferences/calls': () => json({ from: 'contacts' }),
  })
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByLabelText('Name')).toBeVisible()
  const calls = screen.getByRole('radiogroup', { name: 'Who can call you' })
  await expect.element(calls.getByRole('radio', { name: /^Everyone/ })).toBeChecked()
  await calls.getByText('Those you have written to').click()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  await expect.element(calls.getByRole('radio', { name: /^Those/ })).toBeChecked()
  const put = asked.findLast(({ method }) => method === 'PUT')
  expect(await put?.json()).toEqual({ from: 'contacts' })
  await expectAccessible()
})

test('who is blocked is listed, and unblocked', async () => {
  const person = { id: '01930000-0000-7000-8000-0000000000b1', name: 'Leo Marsh', photo: null }
  let isThere = false
  const asked = serve({
    'GET /api/conversations/blocks': () =>
      json({ blocked: [{ person, since: '2026-03-02T08:00:00Z' }] }),
    [`DELETE /api/conversations/blocks/${person.id}`]: () =>
      isThere ? new Response(null, { status: 204 }) : problem(503, 'busy'),
  })
  const { screen } = await renderApp('/settings/profile')
  const button = screen.getByRole('button', { name: 'Unblock Leo Marsh' })
  await button.click()
  await expect.element(screen.getByRole('alert')).toBeVisible()
  await expectAccessible()
  isThere = true
  await button.click()
  await expect.element(screen.getByText('You have blocked nobody.')).toBeVisible()
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
})

test('the theme is a radio group and holds at once', async () => {
  serve({})
  const { screen } = await renderApp('/settings/appearance')
  const theme = screen.getByRole('radiogroup', { name: 'Theme' })
  await theme.getByText('Light').click()
  expect(document.documentElement.dataset.theme).toBe('light')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(theme.getByRole('radio', { name: 'Dark' })).toBeChecked()
  expect(document.documentElement.dataset.theme).toBe('dark')
  await expectAccessible()
})

test('which key sends is chosen on the device, and the list of shortcuts says which', async () => {
  serve({})
  const { screen } = await renderApp('/settings/appearance')
  await screen.getByText('makes a new line', { exact: true }).click()
  expect(sendKey.getState()).toBe('Shift+Enter')
  await expectAccessible()
  await userEvent.keyboard('{Control>}/{/Control}')
  const writing = screen.getByRole('region', { name: 'Writing' })
  await expect.element(writing.getByRole('term').first()).toHaveTextContent('New line')
  await expect.element(writing.getByRole('definition').first()).toHaveTextContent('Enter')
  chooseSendKey('Enter')
  await expect.element(writing.getByRole('term').first()).toHaveTextContent('Send')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('the language changes at once and is told to the server', async () => {
  const asked = serve({
    'PATCH /api/users/me': () => json({ ...ana, language: 'zh-Hant-TW' }),
  })
  const { screen } = await renderApp('/settings/language')
  await screen.getByText('繁體中文').click()
  await expect.element(screen.getByRole('heading', { level: 1, name: '語言與時間' })).toBeVisible()
  await expect.element(screen.getByText('已儲存')).toBeVisible()
  expect(document.documentElement.lang).toBe('zh-Hant-TW')
  expect(i18n.locale).toBe('zh-Hant-TW')
  const patch = asked.find(({ method }) => method === 'PATCH')
  expect(await patch?.json()).toEqual({ language: 'zh-Hant-TW' })
  await expectAccessible()
})

test('the time zone is found by its city, or taken from the device', async () => {
  session.change({ ...ana, timeZone: 'Europe/Berlin' })
  const asked = serve({
    'PATCH /api/users/me': async (request) => json({ ...ana, ...(await request.json()) }),
  })
  const { screen } = await renderApp('/settings/language')
  await expect.element(screen.getByText(/^Central European Time/)).toBeVisible()
  await expectAccessible()
  await screen.getByRole('button', { name: 'Choose a time zone' }).click()
  await expect.element(screen.getByRole('searchbox')).toHaveFocus()
  await userEvent.keyboard('tai')
  await expect.element(screen.getByRole('option', { name: /^Taipei/ })).toBeVisible()
  await expect.element(screen.getByRole('option')).toHaveLength(1)
  // a moment after the list, what is pointed at in it follows what is typed
  const pointedAt = () =>
    screen.getByRole('searchbox').element().getAttribute('aria-activedescendant') ?? ''
  await expect.poll(() => document.getElementById(pointedAt())?.textContent).toMatch(/^Taipei/)
  await expectAccessible()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(screen.getByText(/· Asia\/Taipei$/)).toBeVisible()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  const patch = asked.find(({ method }) => method === 'PATCH')
  expect(await patch?.json()).toEqual({ timeZone: 'Asia/Taipei' })
})

test('who may find the person is saved by itself, and what holds is shown when that fails', async () => {
  let isAway = true
  serve({
    'PATCH /api/users/me': () => (isAway ? unreachable() : json({ ...ana, findable: 'nobody' })),
  })
  const { screen } = await renderApp('/settings/profile')
  const choice = screen.getByRole('radiogroup', { name: 'Who can find you' })
  const nobody = choice.getByRole('radio', { name: /^Nobody/ })
  await choice.getByText('Nobody').click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(nobody).not.toBeChecked()
  await expectAccessible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(nobody).toBeChecked()
})

test('a name that only the server finds deceiving is refused at its field', async () => {
  serve({
    'PATCH /api/users/me': () =>
      problem(400, 'invalid-request', { violations: [{ field: 'name', message: 'no' }] }),
  })
  const { screen } = await renderApp('/settings/profile')
  const name = screen.getByLabelText('Name')
  await name.fill('Mеi-hua')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(name)
    .toHaveAccessibleDescription('Leave out hidden characters, and use one alphabet in a word.')
  await expect.element(screen.getByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expect.element(name).toHaveValue('Ana Duarte')
})

test('on a phone each section is a screen of its own', async () => {
  await page.viewport(390, 844)
  serve({})
  const { screen } = await renderApp('/settings')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expectAccessible()
  await screen.getByRole('link', { name: /^Account/ }).click()
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  await expect.element(screen.getByRole('link', { name: /^Appearance/ })).not.toBeInTheDocument()
  await screen.getByRole('link', { name: 'Back to settings' }).click()
  await expect.element(screen.getByRole('link', { name: /^Appearance/ })).toBeVisible()
})

test('signing out leads to the sign-in screen, and failing to says so', async () => {
  let isAway = true
  serve({
    'POST /api/auth/sign-out': () =>
      isAway ? problem(503, 'service-unavailable') : new Response(null, { status: 204 }),
  })
  const { screen, router } = await renderApp('/settings/account')
  await expect.element(screen.getByText(ana.email).last()).toBeVisible()
  const signOut = screen.getByRole('button', { name: 'Sign out' })
  await signOut.click()
  await expect.element(screen.getByRole('alert')).toBeVisible()
  await expectAccessible()
  isAway = false
  await signOut.click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  expect(router.state.location.search).toEqual({})
})

test('the list can be made wider by keyboard, within limits, and stays so', async () => {
  serve({})
  const { screen } = await renderApp('/settings/profile')
  const handle = screen.getByRole('separator', { name: 'Width of the list' })
  const list = screen.getByRole('region', { name: 'Settings' })
  handle.element().focus()
  await userEvent.keyboard('{Home}{ArrowLeft}')
  await expect.element(handle).toHaveAttribute('aria-valuenow', '260')
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(handle).toHaveAttribute('aria-valuenow', '276')
  expect(list.element().getBoundingClientRect().width).toBe(276)
  await userEvent.keyboard('{End}{ArrowRight}')
  await expect.element(handle).toHaveAttribute('aria-valuenow', '420')
  expect(localStorage.getItem('homeroom.list-width')).toBe('420')
  await expectAccessible()
})
