import { expect, test } from 'vitest'
import { renderApp } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { accepted, json, problem, serve, unreachable } from '../../shared/testing/server'

test('a good link is followed once and leads to signing in with that address', async () => {
  const asked = serve({ 'POST /api/auth/verify': () => json({ email: 'ana@school.example' }) })
  const { screen } = await renderApp('/verify/good-link')
  await expect
    .element(screen.getByRole('heading', { name: 'Your address is confirmed' }))
    .toBeVisible()
  await expectAccessible()
  await screen.getByRole('link', { name: 'Sign in' }).click()
  await expect.element(screen.getByLabelText('Email')).toHaveValue('ana@school.example')
  expect(asked).toHaveLength(1)
  expect(await asked[0]?.json()).toEqual({ token: 'good-link' })
})

test('instead of a link that no longer works there is a new one', async () => {
  const asked = serve({
    'POST /api/auth/verify': () => problem(410, 'verification-link-invalid'),
    'POST /api/auth/verification': accepted,
  })
  const { screen } = await renderApp('/verify/old-link')
  await screen.getByLabelText('Email').fill('ana@school.example')
  await expectAccessible()
  await screen.getByRole('button', { name: 'Send a new link' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  expect(await asked.at(-1)?.json()).toEqual({ email: 'ana@school.example', language: 'en' })
})

test.each([
  ['registration-closed', 'No new accounts here', 'Sign in'],
  ['mail-domain-refused', 'Not an address of this school', 'Create an account'],
] as const)('whom the school does not take any more is told so: %s', async (slug, title, way) => {
  serve({ 'POST /api/auth/verify': () => problem(403, slug) })
  const { screen } = await renderApp(`/verify/late-${slug}`)
  await expect.element(screen.getByRole('heading', { name: title })).toBeVisible()
  await expect.element(screen.getByRole('link', { name: way })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  await expectAccessible()
})

test('a server that is away costs no link', async () => {
  let isAway = true
  serve({
    'POST /api/auth/verify': () => (isAway ? unreachable() : json({ email: 'a@b.example' })),
  })
  const { screen } = await renderApp('/verify/kept-link')
  await expect.element(screen.getByText(/Your link is still good/)).toBeVisible()
  await expectAccessible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect
    .element(screen.getByRole('heading', { name: 'Your address is confirmed' }))
    .toBeVisible()
})
