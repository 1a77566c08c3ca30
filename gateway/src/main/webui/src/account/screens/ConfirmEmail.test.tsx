import { expect, test } from 'vitest'
import { ana, renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, problem, serve, unreachable } from '../../shared/testing/server'
import { session } from '../current'

const CONFIRM = 'POST /api/auth/email/confirm'

test('whoever is signed in goes on, and sees the new address at once', async () => {
  signInAna()
  const email = 'ana.d@school.example'
  const asked = serve({
    [CONFIRM]: () => json({ email }),
    'GET /api/users/me': () => json({ ...ana, email }),
    'POST /api/auth/sign-out': () => new Response(null, { status: 204 }),
  })
  const { screen } = await renderApp('/confirm-email/first')
  await expect
    .element(screen.getByRole('heading', { name: 'Your address is changed' }))
    .toBeVisible()
  await expect.element(screen.getByText(email)).toBeVisible()
  await expect.element(screen.getByRole('link', { name: 'Go on' })).toBeVisible()
  expect(await asked[0]?.json()).toEqual({ token: 'first' })
  await expect.poll(() => session.store.getState()).toMatchObject({ account: { email } })
  await expectAccessible()
  await session.leave()
})

test('a link that no longer works leads to where another can be asked for', async () => {
  serve({ [CONFIRM]: () => problem(410, 'email-link-invalid') })
  const { screen, router } = await renderApp('/confirm-email/second')
  await expect
    .element(screen.getByRole('heading', { name: 'This link no longer works' }))
    .toBeVisible()
  await expectAccessible()
  await screen.getByRole('link', { name: 'Sign in' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  expect(router.state.location.search).toEqual({ next: '/settings/account' })
})

test('a server that is away costs no link', async () => {
  let isAway = true
  serve({ [CONFIRM]: () => (isAway ? unreachable() : json({ email: 'a@b.example' })) })
  const { screen } = await renderApp('/confirm-email/third')
  await expect.element(screen.getByText(/Your link is still good/)).toBeVisible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect
    .element(screen.getByRole('heading', { name: 'Your address is changed' }))
    .toBeVisible()
})
