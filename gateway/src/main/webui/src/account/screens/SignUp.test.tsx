import { afterEach, expect, test, vi } from 'vitest'
import { renderApp } from '../../app/testing'
import { deviceTimeZone } from '../../shared/i18n/timeZone'
import { expectAccessible } from '../../shared/testing/axe'
import { accepted, json, problem, serve } from '../../shared/testing/server'

afterEach(() => {
  vi.useRealTimers()
})

async function renderSignUp() {
  const { screen } = await renderApp('/sign-up')
  const name = screen.getByLabelText('Name')
  const email = screen.getByLabelText('Email')
  const password = screen.getByLabelText('Password')
  await expect.element(name).toBeVisible()
  const fill = async () => {
    await name.fill('林美華')
    await email.fill(' mei-hua@school.example ')
    await password.fill('purple leaf ladder')
  }
  const submit = screen.getByRole('button', { name: 'Create account' })
  return { screen, name, email, password, submit, fill }
}

test('says in words how good the password is', async () => {
  serve({})
  const { screen, password } = await renderSignUp()
  await password.fill('leaf')
  await expect.element(screen.getByText('6 more characters')).toBeVisible()
  await password.fill('leafleafleaf')
  await expect
    .element(password)
    .toHaveAccessibleDescription('Easy to guess. Repeating makes it longer, not better.')
  await password.fill('purple leaf ladder')
  await expect.element(password).toHaveAccessibleDescription('Very hard to guess.')
  await expectAccessible()
})

test('sends what was typed and then word of the mail', async () => {
  const asked = serve({ 'POST /api/auth/register': accepted })
  const { screen, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  await expect.element(screen.getByText('mei-hua@school.example')).toBeVisible()
  expect(await asked.at(-1)?.json()).toEqual({
    name: '林美華',
    email: 'mei-hua@school.example',
    password: 'purple leaf ladder',
    language: 'en',
    timeZone: deviceTimeZone(),
  })
  await expectAccessible()
})

test('another mail can be asked for after 30 s', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const asked = serve({
    'POST /api/auth/register': accepted,
    'POST /api/auth/verification': accepted,
  })
  const { screen, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  const again = screen.getByRole('button', { name: /^Send again/ })
  await expect.element(again).toHaveTextContent('Send again in 30 s')
  await vi.advanceTimersByTimeAsync(29_000)
  await expect.element(again).toHaveTextContent('Send again in 1 s')
  await expect.element(again).toBeDisabled()
  await vi.advanceTimersByTimeAsync(1_000)
  await expect.element(again).toBeEnabled()
  await again.click()
  await expect.element(screen.getByRole('status')).toMatchTextContent(/^Sent again/)
  await expect.element(again).toHaveTextContent('Send again in 30 s')
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
    '/api/auth/policy',
    '/api/auth/register',
    '/api/auth/verification',
  ])
})

test('the address can be changed without typing everything again', async () => {
  serve({ 'POST /api/auth/register': accepted })
  const { screen, name, email, password, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  await screen.getByRole('button', { name: 'Change address' }).click()
  await expect.element(name).toHaveValue('林美華')
  await expect.element(email).toHaveValue('mei-hua@school.example')
  await expect.element(password).toHaveValue('')
})

test('a field that only the server finds wrong is named under it', async () => {
  serve({
    'POST /api/auth/register': () =>
      problem(400, 'invalid-request', { violations: [{ field: 'email', message: 'no' }] }),
  })
  const { email, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  await expect.element(email).toHaveFocus()
  await expect.element(email).toHaveAccessibleDescription('The server does not accept this.')
})

test('where nobody can sign up it is said in place of the form', async () => {
  serve({ 'GET /api/auth/policy': () => json({ registration: 'closed', domains: [] }) })
  const { screen } = await renderApp('/sign-up')
  await expect.element(screen.getByRole('heading', { name: 'No new accounts here' })).toBeVisible()
  await expect.element(screen.getByLabelText('Name')).not.toBeInTheDocument()
  await expectAccessible()
  await screen.getByRole('link', { name: 'Sign in' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
})

test('where only some addresses can sign up it is said which, and a refusal stands at the field', async () => {
  serve({
    'GET /api/auth/policy': () =>
      json({ registration: 'domains', domains: ['school.edu.tw', 'class.example'] }),
    'POST /api/auth/register': () => problem(403, 'mail-domain-refused'),
  })
  const { screen, email, submit, fill } = await renderSignUp()
  await expect
    .element(email)
    .toHaveAccessibleDescription('Use your address at school.edu.tw or class.example.')
  await fill()
  await submit.click()
  await expect.element(email).toHaveFocus()
  await expect.element(screen.getByText('Use an address of your school.')).toBeVisible()
  await expectAccessible()
})

test('a password that is guessed quickly is refused at its field', async () => {
  serve({ 'POST /api/auth/register': () => problem(422, 'password-weak', { weakness: 'date' }) })
  const { screen, password, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  await expect.element(password).toHaveFocus()
  await expect
    .element(
      screen.getByText('This password would be guessed quickly. Dates and years are tried first.'),
    )
    .toBeVisible()
})

test('registration that was closed while the form was filled in says so', async () => {
  serve({ 'POST /api/auth/register': () => problem(403, 'registration-closed') })
  const { screen, submit, fill } = await renderSignUp()
  await fill()
  await submit.click()
  await expect.element(screen.getByRole('heading', { name: 'No new accounts here' })).toBeVisible()
})

test('where the school has terms whoever signs up agrees to those that are shown', async () => {
  const asked = serve({
    'GET /api/auth/policy': () =>
      json({ registration: 'open', domains: [], terms: 'https://school.example/terms' }),
    'POST /api/auth/register': accepted,
  })
  const { screen, submit, fill } = await renderSignUp()
  const link = screen.getByRole('link', { name: 'terms of your school' })
  await expect.element(link).toHaveAttribute('href', 'https://school.example/terms')
  await expect.element(link).toHaveAttribute('target', '_blank')
  await expectAccessible()
  await fill()
  await submit.click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  expect(await asked.at(-1)?.json()).toMatchObject({ terms: 'https://school.example/terms' })
})

test('terms that changed while the form was filled in are shown before anybody agrees to them', async () => {
  let terms = 'https://school.example/terms-of-2025'
  const asked = serve({
    'GET /api/auth/policy': () => json({ registration: 'open', domains: [], terms }),
    'POST /api/auth/register': async (request) =>
      (await request.clone().json()).terms === terms ? accepted() : problem(409, 'terms-changed'),
  })
  const { screen, name, submit, fill } = await renderSignUp()
  await fill()
  terms = 'https://school.example/terms-of-2026'
  await submit.click()
  await expect.element(screen.getByText(/^The school’s terms have changed/)).toBeVisible()
  await expect
    .element(screen.getByRole('link', { name: 'terms of your school' }))
    .toHaveAttribute('href', terms)
  await expect.element(name).toHaveValue('林美華')
  await expectAccessible()
  await submit.click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  expect(await asked.at(-1)?.json()).toMatchObject({ terms })
})

test('without terms nobody agrees to any', async () => {
  serve({})
  const { screen } = await renderSignUp()
  await expect.element(screen.getByText(/agree/)).not.toBeInTheDocument()
})
