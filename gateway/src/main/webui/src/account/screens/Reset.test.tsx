import { expect, test } from 'vitest'
import { renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { problem, serve } from '../../shared/testing/server'
import { session } from '../current'

const PATH = 'POST /api/auth/password-reset/confirm'

async function renderReset() {
  const { screen } = await renderApp('/reset/a-link')
  const password = screen.getByLabelText('New password')
  await expect.element(password).toBeVisible()
  const submit = screen.getByRole('button', { name: 'Save the new password' })
  return { screen, password, submit }
}

test('a link leads to a new password, and that to signing in', async () => {
  const asked = serve({ [PATH]: () => new Response(null, { status: 204 }) })
  const { screen, password, submit } = await renderReset()
  await password.fill('purple leaf ladder')
  await expectAccessible()
  await submit.click()
  await expect
    .element(screen.getByRole('heading', { name: 'Your new password is set' }))
    .toBeVisible()
  expect(await asked[0]?.json()).toEqual({ token: 'a-link', password: 'purple leaf ladder' })
  await expectAccessible()
  await screen.getByRole('link', { name: 'Sign in' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
})

test('whoever is signed in with that account here is not any more', async () => {
  signInAna()
  serve({
    [PATH]: () => new Response(null, { status: 204 }),
    'POST /api/auth/refresh': () => problem(401, 'session-ended'),
  })
  const { screen, password, submit } = await renderReset()
  await password.fill('purple leaf ladder')
  await submit.click()
  await expect.poll(() => session.store.getState().status).toBe('signed-out')
  await screen.getByRole('link', { name: 'Sign in' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
})

test('a password that is guessed quickly is refused at its field, and the link stays', async () => {
  let isWeak = true
  serve({
    [PATH]: () => (isWeak ? problem(422, 'password-weak') : new Response(null, { status: 204 })),
  })
  const { screen, password, submit } = await renderReset()
  await password.fill('qwertyuiop')
  await submit.click()
  await expect.element(screen.getByText(/^This password would be guessed quickly/)).toBeVisible()
  await expect.element(password).toHaveFocus()
  await expect.element(password).toHaveAttribute('aria-invalid')
  await expectAccessible()
  isWeak = false
  await password.fill('purple leaf ladder')
  await submit.click()
  await expect
    .element(screen.getByRole('heading', { name: 'Your new password is set' }))
    .toBeVisible()
})

test('a link that no longer works leads to another', async () => {
  serve({ [PATH]: () => problem(410, 'reset-link-invalid') })
  const { screen, password, submit } = await renderReset()
  await password.fill('purple leaf ladder')
  await submit.click()
  await expect
    .element(screen.getByRole('heading', { name: 'This link no longer works' }))
    .toBeVisible()
  await expectAccessible()
  await screen.getByRole('link', { name: 'Send a new link' }).click()
  await expect.element(screen.getByRole('button', { name: 'Send the link' })).toBeVisible()
})
