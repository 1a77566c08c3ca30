import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { copy } from '../shared/testing/clipboard'
import { json, serve } from '../shared/testing/server'
import { renderApp, signInAna, signInNobody } from './testing'

/** A screen that asks for a password, the button that brings the form, and what its fields are to password managers. */
type Asking = {
  name: string
  path: string
  isSignedIn?: true
  opens?: string
  /** Whose password it is, where the form says so. */
  username?: true
  fields: Readonly<Record<string, 'current-password' | 'new-password'>>
}

const asking: readonly Asking[] = [
  {
    name: 'signing in',
    path: '/sign-in',
    username: true,
    fields: { Password: 'current-password' },
  },
  { name: 'signing up', path: '/sign-up', username: true, fields: { Password: 'new-password' } },
  { name: 'a reset', path: '/reset/a-link', fields: { 'New password': 'new-password' } },
  {
    name: 'another password',
    path: '/settings/security',
    isSignedIn: true,
    opens: 'Change password',
    username: true,
    fields: { 'Current password': 'current-password', 'New password': 'new-password' },
  },
  {
    name: 'another address',
    path: '/settings/account',
    isSignedIn: true,
    opens: 'Change email',
    fields: { 'Your password': 'current-password' },
  },
  {
    name: 'leaving',
    path: '/settings/account',
    isSignedIn: true,
    opens: 'Delete account…',
    fields: { 'Your password': 'current-password' },
  },
]

beforeEach(async () => {
  await page.viewport(1280, 900)
})

const masked = () => document.querySelectorAll('input[type=password]')

async function renderForm({ path, isSignedIn, opens, fields }: Asking) {
  serve({ 'GET /api/auth/policy': () => json({ registration: 'open', domains: [] }) })
  if (isSignedIn) signInAna()
  else signInNobody()
  const { screen } = await renderApp(path)
  if (opens) await screen.getByRole('button', { name: opens }).click()
  const names = Object.keys(fields)
  for (const name of names)
    await expect.element(screen.getByLabelText(name, { exact: true })).toBeVisible()
  return names.map((name) => {
    const field = screen.getByLabelText(name, { exact: true })
    return { name, field, autoComplete: fields[name] }
  })
}

test.each(asking)('$name: what is typed is masked until it is looked at', async (form) => {
  const fields = await renderForm(form)
  expect(masked()).toHaveLength(fields.length)
  const switches = page.getByRole('button', { name: 'Show password' })
  for (const [i, { field }] of fields.entries()) {
    await field.fill('purple leaf ladder')
    await expect.element(field).toHaveAttribute('type', 'password')
    await switches.nth(i).click()
    await expect.element(field).toHaveAttribute('type', 'text')
    await expect.element(field).toHaveValue('purple leaf ladder')
    expect(masked()).toHaveLength(fields.length - 1)
    await switches.nth(i).click()
    await expect.element(field).toHaveAttribute('type', 'password')
  }
})

test.each(asking)('$name: a password can be pasted', async (form) => {
  for (const { name, field } of await renderForm(form)) {
    await copy(`pasted into ${name}`)
    await field.click()
    await userEvent.paste()
    await expect.element(field).toHaveValue(`pasted into ${name}`)
  }
})

test.each(asking)('$name: password managers know what is asked for', async (form) => {
  for (const { field, autoComplete = '' } of await renderForm(form))
    await expect.element(field).toHaveAttribute('autocomplete', autoComplete)
  const usernames = document.querySelectorAll('form input[autocomplete=username]')
  expect(usernames).toHaveLength(form.username ? 1 : 0)
})
