import { afterEach, expect, test, vi } from 'vitest'
import { renderApp } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { accepted, problem, serve, unreachable } from '../../shared/testing/server'

afterEach(() => {
  vi.useRealTimers()
})

test('a forgotten password leads to a link by mail, with the address that was typed already', async () => {
  const asked = serve({ 'POST /api/auth/password-reset': accepted })
  const { screen } = await renderApp('/sign-in')
  await screen.getByLabelText('Email').fill('ana@school.example')
  await screen.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect.element(screen.getByLabelText('Email')).toHaveValue('ana@school.example')
  await expectAccessible()
  await screen.getByRole('button', { name: 'Send the link' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  await expect.element(screen.getByText(/^If ana@school\.example has an account/)).toBeVisible()
  expect(await asked.at(-1)?.json()).toEqual({ email: 'ana@school.example', language: 'en' })
  await expectAccessible()
})

test('what is wrong is said before anything is asked', async () => {
  const asked = serve({})
  const { screen } = await renderApp('/forgot')
  await screen.getByLabelText('Email').fill('ana@')
  await screen.getByRole('button', { name: 'Send the link' }).click()
  await expect.element(screen.getByText(/^Enter an address such as/)).toBeVisible()
  expect(asked).toEqual([])
})

test('a server that is away leaves what was typed', async () => {
  serve({ 'POST /api/auth/password-reset': unreachable })
  const { screen } = await renderApp('/forgot')
  await screen.getByLabelText('Email').fill('ana@school.example')
  await screen.getByRole('button', { name: 'Send the link' }).click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(screen.getByLabelText('Email')).toHaveValue('ana@school.example')
})

test('asking too often says how long to wait, to the end', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  serve({
    'POST /api/auth/password-reset': () => problem(429, 'too-many-requests', { retryAfter: 90 }),
  })
  const { screen } = await renderApp('/forgot')
  await screen.getByLabelText('Email').fill('ana@school.example')
  await screen.getByRole('button', { name: 'Send the link' }).click()
  const alert = screen.getByRole('alert')
  await expect.element(alert).toHaveTextContent('Too many tries. Try again in 2 minutes.')
  await vi.advanceTimersByTimeAsync(31_000)
  await expect.element(alert).toMatchTextContent(/in less than a minute.*in 59 seconds\.$/)
  await expectAccessible()
  await vi.advanceTimersByTimeAsync(59_000)
  await expect.element(screen.getByRole('status')).toHaveTextContent('You can try again now.')
  await expect.element(alert).not.toBeInTheDocument()
})
