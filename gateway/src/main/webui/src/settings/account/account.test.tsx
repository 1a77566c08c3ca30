import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { session } from '../../account'
import { ana, renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { accepted, problem, serve } from '../../shared/testing/server'

const EMAIL = 'POST /api/auth/email'
const DELETE = 'DELETE /api/users/me'

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAna()
})

async function renderAccount() {
  const { screen, router } = await renderApp('/settings/account')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  return { screen, router }
}

async function renderChange() {
  const { screen } = await renderAccount()
  await screen.getByRole('button', { name: 'Change email' }).click()
  const email = screen.getByLabelText('New email address')
  await expect.element(email).toHaveFocus()
  await email.fill('ana.d@school.example')
  await screen.getByLabelText('Your password').fill('purple leaf ladder')
  return { screen, email, send: screen.getByRole('button', { name: 'Send the link' }) }
}

test('another address is asked for, and holds once the mailed link is followed', async () => {
  const asked = serve({ [EMAIL]: accepted })
  const { screen, send } = await renderChange()
  await expectAccessible()
  await send.click()
  await expect
    .element(screen.getByRole('status').filter({ hasText: 'We sent a link' }))
    .toHaveTextContent(
      'We sent a link to ana.d@school.example. Until you follow it, ana@school.example stays your address.',
    )
  const sent = asked.find(({ url }) => url.endsWith('/email'))
  expect(await sent?.json()).toEqual({
    email: 'ana.d@school.example',
    password: 'purple leaf ladder',
  })
  await expectAccessible()
  // followed in another tab
  session.change({ ...ana, email: 'ana.d@school.example' })
  await expect.element(screen.getByText(/^We sent a link/)).not.toBeInTheDocument()
})

test.each([
  [403, 'password-wrong', 'Your password', 'This is not your password.'],
  [403, 'mail-domain-refused', 'New email address', 'Use an address of your school.'],
] as const)('a refused address is said at its field: %i %s', async (status, slug, label, words) => {
  serve({ [EMAIL]: () => problem(status, slug) })
  const { screen, send } = await renderChange()
  await send.click()
  await expect.element(screen.getByText(words)).toBeVisible()
  await expect.element(screen.getByLabelText(label)).toHaveFocus()
})

async function renderDeletion() {
  const { screen, router } = await renderAccount()
  await screen.getByRole('button', { name: 'Delete account…' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Delete your account?' })
  await expect.element(dialog).toBeVisible()
  return {
    screen,
    router,
    typed: screen.getByLabelText('Type your email address to confirm'),
    password: screen.getByLabelText('Your password'),
    remove: screen.getByRole('button', { name: 'Delete for good' }),
  }
}

test('the account is deleted by whoever means it, and the next screen says so', async () => {
  const asked = serve({ [DELETE]: () => new Response(null, { status: 204 }) })
  const { screen, router, typed, password, remove } = await renderDeletion()
  await expect.element(remove).toBeDisabled()
  await typed.fill('ana@school')
  await expect.element(remove).toBeDisabled()
  await typed.fill(' ANA@school.example ')
  await expectAccessible()
  await password.fill('purple leaf ladder')
  await remove.click()
  await expect.element(screen.getByText(/^Your account is deleted/)).toBeVisible()
  expect(router.state.location.pathname).toBe('/sign-in')
  expect(router.state.location.search).toEqual({})
  const sent = asked.find(({ method }) => method === 'DELETE')
  expect(await sent?.json()).toEqual({ password: 'purple leaf ladder' })
  expect(sent?.headers.get('Authorization')).toBe('Bearer token')
  expect(localStorage.getItem('homeroom.profile')).toBeNull()
  expect(asked.filter(({ url }) => url.endsWith('/refresh'))).toEqual([])
})

test.each([
  [403, 'password-wrong', 'This is not your password.'],
  [409, 'last-administrator', /^You are the only administrator/],
] as const)(
  'a refused deletion is explained, and nobody is sent out: %i %s',
  async (status, slug, words) => {
    serve({ [DELETE]: () => problem(status, slug) })
    const { screen, typed, password, remove } = await renderDeletion()
    await typed.fill(ana.email)
    await password.fill('purple leaf ladder')
    await remove.click()
    await expect.element(screen.getByText(words)).toBeVisible()
    await expectAccessible()
    await screen.getByRole('button', { name: 'Keep my account' }).click()
    await expect.element(screen.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
    expect(session.store.getState().status).toBe('signed-in')
  },
)
