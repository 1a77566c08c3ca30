import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ana, renderApp, signInNobody } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { accepted, json, problem, serve, unreachable } from '../../shared/testing/server'
import { session } from '../current'

const granted = () =>
  json({
    accessToken: 'x.x.x',
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    account: ana,
  })

async function renderSignIn(next = '/settings/profile') {
  const { screen, router } = await renderApp(`/sign-in?${new URLSearchParams({ next })}`)
  const email = screen.getByLabelText('Email')
  const password = screen.getByLabelText('Password')
  const submit = screen.getByRole('button', { name: 'Sign in' })
  await expect.element(email).toBeVisible()
  const fill = async () => {
    await email.fill('ana@school.example')
    await password.fill('purple leaf ladder')
  }
  return { screen, router, email, password, submit, fill }
}

test('sending an empty form leads to the first wrong field', async () => {
  const asked = serve({})
  const { screen, email, submit } = await renderSignIn()
  await submit.click()
  await expect.element(email).toHaveFocus()
  await expect.element(email).toHaveAccessibleDescription('Enter your email address.')
  await expect.element(screen.getByText('Enter your password.')).toBeVisible()
  expect(asked).toEqual([])
  await expectAccessible()
})

test('a wrong address is named after the field is left, not while it is typed', async () => {
  serve({})
  const { screen, email } = await renderSignIn()
  await email.click()
  await userEvent.keyboard('ana@')
  await expect.element(email).not.toHaveAttribute('aria-invalid')
  await userEvent.tab()
  await expect.element(screen.getByText(/^Enter an address such as/)).toBeVisible()
  await email.click()
  await userEvent.keyboard('school.example')
  await expect.element(email).not.toHaveAttribute('aria-invalid')
})

test('passing through a field is no mistake', async () => {
  serve({})
  const { email, password } = await renderSignIn()
  await email.click()
  await userEvent.tab()
  await expect.element(password).toHaveFocus()
  await expect.element(email).not.toHaveAttribute('aria-invalid')
})

test('a refusal stands above the button and what was typed stays', async () => {
  serve({ 'POST /api/auth/sign-in': () => problem(401, 'credentials-wrong') })
  const { screen, email, fill } = await renderSignIn()
  await fill()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Email or password is wrong.')
  await expect.element(email).toHaveValue('ana@school.example')
  await expectAccessible()
})

test('too many tries say how long to wait', async () => {
  serve({
    'POST /api/auth/sign-in': () => problem(429, 'too-many-requests', { retryAfter: 200 }),
  })
  const { screen, fill, submit } = await renderSignIn()
  await fill()
  await submit.click()
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('Too many tries. Try again in 4 minutes.')
})

test('a server that is away loses nothing', async () => {
  serve({ 'POST /api/auth/sign-in': unreachable })
  const { screen, password, fill, submit } = await renderSignIn()
  await fill()
  await submit.click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(password).toHaveValue('purple leaf ladder')
})

test('the password can be looked at', async () => {
  serve({})
  const { screen, password, fill } = await renderSignIn()
  await fill()
  const show = screen.getByRole('button', { name: 'Show password' })
  await show.click()
  await expect.element(password).toHaveAttribute('type', 'text')
  await expect.element(show).toHaveAttribute('aria-pressed', 'true')
})

test('an address that is not confirmed yet can have another link', async () => {
  const asked = serve({
    'POST /api/auth/sign-in': () => problem(403, 'address-not-verified'),
    'POST /api/auth/verification': accepted,
  })
  const { screen, fill, submit } = await renderSignIn()
  await fill()
  await submit.click()
  await screen.getByRole('button', { name: 'Send a new link' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  expect(await asked.at(-1)?.json()).toEqual({ email: 'ana@school.example', language: 'en' })
})

test('signing in leads to where the person wanted to go', async () => {
  const asked = serve({ 'POST /api/auth/sign-in': granted })
  const { screen, router, fill, submit } = await renderSignIn()
  await fill()
  await submit.click()
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/settings/profile')
  expect(session.currentToken()).toBe('x.x.x')
  const signIn = asked.find(({ url }) => url.endsWith('/sign-in'))
  expect(await signIn?.json()).toEqual({
    email: 'ana@school.example',
    password: 'purple leaf ladder',
  })
})

test.each([
  ['//elsewhere.example/', '/chats'],
  ['/\\elsewhere.example/', '/chats'],
  ['/\t/elsewhere.example/', '/chats'],
  ['/.//elsewhere.example', '/chats'],
  ['%2F%2Felsewhere.example', '/chats'],
  ['/%2F/elsewhere.example', '/%2F/elsewhere.example'],
  ['/%5Celsewhere.example', '/%5Celsewhere.example'],
  ['https://elsewhere.example/', '/chats'],
  ['https:elsewhere.example', '/chats'],
  ['javascript:document.title="elsewhere"', '/chats'],
  ['data:text/html,elsewhere', '/chats'],
  ['["//elsewhere.example"]', '/chats'],
])('signing in leads to no other site, whatever a link says: %j', async (next, path) => {
  signInNobody()
  serve({ 'POST /api/auth/sign-in': granted })
  const { router, fill, submit } = await renderSignIn(next)
  await fill()
  // the test would be gone with its page
  await submit.click()
  await expect.poll(() => router.state.location.pathname).toBe(path)
})
