import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, problem, serve, unreachable } from '../../shared/testing/server'

const SESSIONS = 'GET /api/auth/sessions'
const EVENTS = 'GET /api/auth/events'
const PASSWORD = 'POST /api/auth/password'

const device = (n: number, browser: string | null, system: string | null, more: object = {}) => ({
  id: `session-${n}`,
  current: false,
  browser,
  system,
  place: null,
  startedAt: '2026-11-03T08:00:00Z',
  lastSeenAt: '2026-11-20T08:00:00Z',
  ...more,
})
const three = {
  sessions: [
    device(1, 'Chrome', 'Windows', { current: true, place: 'Taipei, Taiwan' }),
    device(2, 'Safari', 'iOS'),
    device(3, null, null),
  ],
}
const event = (n: number, kind: string, detail: object = {}) => ({
  id: `event-${n}`,
  at: '2026-11-20T08:00:00Z',
  kind,
  account: null,
  browser: 'Chrome',
  system: 'Windows',
  place: null,
  detail,
})
const plain = {
  'GET /api/auth/second-factor': () => json({ since: null, recoveryCodesLeft: 0, required: false }),
}
const quiet = { ...plain, [EVENTS]: () => json({ events: [], next: null }) }
const done = () => new Response(null, { status: 204 })

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAna()
})

async function renderSecurity() {
  const { screen } = await renderApp('/settings/security')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible()
  return screen
}

test('the devices that are signed in are listed, this one first and without a way out', async () => {
  serve({ ...quiet, [SESSIONS]: () => json(three) })
  const screen = await renderSecurity()
  const rows = screen.getByRole('listitem').filter({ hasText: /Last seen|Signed in since/ })
  await expect
    .element(rows.first())
    .toMatchTextContent(/^Chrome on WindowsThis deviceTaipei, Taiwan · /)
  await expect.element(rows.first().getByRole('button')).not.toBeInTheDocument()
  await expect.element(rows.nth(1)).toMatchTextContent(/^Safari on iOSLast seen Nov 20/)
  await expect.element(rows.nth(2)).toMatchTextContent(/^Unknown device/)
  await expectAccessible()
})

test('one device is signed out, also when it is gone already', async () => {
  const asked = serve({
    ...quiet,
    [SESSIONS]: () => json(three),
    'DELETE /api/auth/sessions/session-2': done,
    'DELETE /api/auth/sessions/session-3': () => problem(404, 'session-not-found'),
  })
  const screen = await renderSecurity()
  await screen.getByRole('button', { name: 'Sign out Safari on iOS' }).click()
  await expect.element(screen.getByText('1 device is signed out.')).toBeVisible()
  await expect.element(screen.getByText('Safari on iOS')).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Sign out Unknown device' }).click()
  await expect.element(screen.getByText('Unknown device')).not.toBeInTheDocument()
  await expect.element(screen.getByText('Chrome on Windows')).toBeVisible()
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
})

test('all others are signed out at once, and failing to says so', async () => {
  let isAway = true
  serve({
    ...quiet,
    [SESSIONS]: () => json(three),
    'DELETE /api/auth/sessions': () => (isAway ? unreachable() : done()),
  })
  const screen = await renderSecurity()
  const others = screen.getByRole('button', { name: 'Sign out all others' })
  await others.click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(screen.getByText('Safari on iOS')).toBeVisible()
  isAway = false
  await others.click()
  await expect.element(screen.getByText('2 devices are signed out.')).toBeVisible()
  await expect.element(others).not.toBeInTheDocument()
  await expectAccessible()
})

test('lists that could not be fetched say so and can be asked for again', async () => {
  let isAway = true
  serve({
    ...plain,
    [SESSIONS]: () => (isAway ? unreachable() : json(three)),
    [EVENTS]: () => (isAway ? problem(500, 'internal-error') : json({ events: [], next: null })),
  })
  const screen = await renderSecurity()
  const alerts = screen.getByRole('alert')
  await expect.element(alerts.first()).toMatchTextContent(/cannot be shown just now/)
  await expect.element(alerts.nth(1)).toBeVisible()
  await expectAccessible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).first().click()
  await expect.element(screen.getByText('Chrome on Windows')).toBeVisible()
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Nothing so far.')).toBeVisible()
})

test('what happened lately is told in words, page by page', async () => {
  const events = [
    event(1, 'signed-in'),
    event(2, 'unusual-sign-in'),
    event(3, 'sign-in-failed'),
    event(4, 'session-ended', { reason: 'password-changed' }),
    event(5, 'role-changed', { role: 'teacher' }),
    event(6, 'signed-out-by-administrator', { by: 'somebody' }),
    event(7, 'session-ended', { reason: 'administrator' }),
    event(11, 'second-factor-set'),
    event(12, 'second-factor-failed'),
    event(13, 'recovery-code-used'),
    event(14, 'session-ended', { reason: 'second-factor-changed' }),
    event(8, 'something-newer'),
  ]
  const asked = serve({
    ...plain,
    [SESSIONS]: () => json(three),
    [EVENTS]: (request) =>
      json(
        new URL(request.url).searchParams.has('before')
          ? { events: [event(8, 'something-newer'), event(9, 'account-created')], next: null }
          : { events, next: 'event-8' },
      ),
  })
  const screen = await renderSecurity()
  for (const words of [
    'You signed in',
    'Unusual sign-in: on a new device, or after many failed tries',
    'Somebody tried to sign in with a wrong password',
    'A device was signed out because the password changed',
    'Your role was changed to Teacher',
    'An administrator signed you out on every device',
    'A device was signed out by an administrator',
    'Two-step sign-in was turned on',
    'Somebody gave your password and a wrong code',
    'A recovery code was used',
    'A device was signed out because two-step sign-in changed',
    'Something happened to your account',
  ])
    await expect.element(screen.getByText(words)).toBeVisible()
  await expectAccessible()
  await screen.getByRole('button', { name: 'Show earlier' }).click()
  await expect.element(screen.getByText('Your account was created')).toBeVisible()
  await expect.element(screen.getByText('Something happened to your account')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Show earlier' })).not.toBeInTheDocument()
  const last = asked.filter(({ url }) => url.includes('/events')).at(-1)
  expect(new URL(last?.url ?? '').searchParams.get('before')).toBe('event-8')
})

test('the password is changed, and the lists are asked for anew', async () => {
  const asked = serve({ ...quiet, [SESSIONS]: () => json(three), [PASSWORD]: done })
  const screen = await renderSecurity()
  await screen.getByRole('button', { name: 'Change password' }).click()
  const current = screen.getByLabelText('Current password')
  await expect.element(current).toHaveFocus()
  await current.fill('the old one')
  await screen.getByLabelText('New password').fill('purple leaf ladder')
  await expectAccessible()
  await screen.getByRole('button', { name: 'Save the new password' }).click()
  await expect.element(screen.getByText(/^Your new password holds from now on/)).toBeVisible()
  await expect.element(current).not.toBeInTheDocument()
  const sent = asked.find(({ url }) => url.endsWith('/password'))
  expect(await sent?.json()).toEqual({
    currentPassword: 'the old one',
    newPassword: 'purple leaf ladder',
  })
  await expect.poll(() => asked.filter(({ url }) => url.endsWith('/sessions'))).toHaveLength(2)
})

test.each([
  [403, 'password-wrong', {}, 'Current password', 'This is not your password.'],
  [422, 'password-weak', {}, 'New password', /^This password would be guessed quickly. Put/],
  [
    422,
    'password-weak',
    { weakness: 'own' },
    'New password',
    'This password would be guessed quickly. Leave out your name, your address, and the name of this place.',
  ],
  [422, 'password-weak', { weakness: 'newer' }, 'New password', /guessed quickly. Put together/],
] as const)(
  'a refused change of password is said at its field: %i %s %j',
  async (status, slug, more, label, words) => {
    serve({
      ...quiet,
      [SESSIONS]: () => json(three),
      [PASSWORD]: () => problem(status, slug, more),
    })
    const screen = await renderSecurity()
    await screen.getByRole('button', { name: 'Change password' }).click()
    await screen.getByLabelText('Current password').fill('the old one')
    await screen.getByLabelText('New password').fill('purple leaf ladder')
    await screen.getByRole('button', { name: 'Save the new password' }).click()
    await expect.element(screen.getByText(words)).toBeVisible()
    await expect.element(screen.getByLabelText(label)).toHaveFocus()
    await expectAccessible()
  },
)
