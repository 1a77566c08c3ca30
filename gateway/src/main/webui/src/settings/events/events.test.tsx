import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../../account'
import { ana, renderApp, signInAdministrator } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, problem, serve, unreachable } from '../../shared/testing/server'

const EVENTS = 'GET /api/admin/events'
const LIN = '0192f000-0000-7000-8000-000000000001'
const GONE = '0192f000-0000-7000-8000-000000000002'

const person = (id: string, name: string) => ({ id, name, status: '', photo: null })
const lin = person(LIN, 'Lin Mei-hua')
const gone = { ...person(GONE, ''), deleted: true }
const people = [lin, gone, person(ana.id, ana.name)]

const event = (n: number, kind: string, account: string | null, detail: object = {}) => ({
  id: `event-${n}`,
  at: '2026-11-20T08:00:00Z',
  kind,
  account,
  browser: 'Chrome',
  system: 'Windows',
  place: null,
  detail,
})

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAdministrator()
})

async function renderEvents(search = '') {
  const { screen, router } = await renderApp(`/settings/events${search}`)
  await expect
    .element(screen.getByRole('heading', { level: 1, name: 'Activity of everybody' }))
    .toBeVisible()
  return { screen, router }
}

/** What was asked of the list of events, in order. */
const queries = (asked: Request[]) =>
  asked
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => pathname === '/api/admin/events')
    .map(({ searchParams }) => Object.fromEntries(searchParams))

test('what happened to whom is told in words, page by page', async () => {
  const events = [
    event(1, 'signed-in', LIN),
    event(2, 'sign-in-failed', null),
    event(3, 'sign-in-failed', LIN),
    event(4, 'role-changed', LIN, { role: 'teacher', by: ana.id }),
    event(5, 'signed-out-by-administrator', LIN, { by: GONE }),
    event(6, 'session-ended', LIN, { reason: 'administrator' }),
    event(7, 'account-deleted', GONE),
    event(8, 'something-newer', LIN),
  ]
  const asked = serve({
    [EVENTS]: (request) =>
      new URL(request.url).searchParams.has('before')
        ? json({ events: [event(9, 'account-created', LIN)], people: [lin], next: null })
        : json({ events, people, next: 'event-8' }),
  })
  const { screen } = await renderEvents()
  const rows = screen.getByRole('list', { name: 'Activity of everybody' }).getByRole('listitem')
  for (const [i, words] of [
    /^Signed inLin Mei-hua · Nov 20.* · Chrome on Windows$/,
    /^Failed sign-in with an address that nobody hasNov 20/,
    /^Failed sign-in with a wrong passwordLin Mei-hua · /,
    /^Role changed to Teacher by Ana Duarte/,
    /^Signed out on all devices by Deleted account/,
    /^Signed out by an administrator/,
    /^Account deletedDeleted account · /,
    /^Something else/,
  ].entries())
    await expect.element(rows.nth(i)).toMatchTextContent(words)
  await expectAccessible()
  await screen.getByRole('button', { name: 'Show earlier' }).click()
  await expect.element(screen.getByText('Account created')).toBeVisible()
  await expect.element(rows.first()).toMatchTextContent(/^Signed in/)
  await expect.element(screen.getByRole('button', { name: 'Show earlier' })).not.toBeInTheDocument()
  expect(queries(asked)).toEqual([{ limit: '25' }, { limit: '25', before: 'event-8' }])
})

test('one kind is chosen from a menu, and stays in the address', async () => {
  const asked = serve({
    [EVENTS]: (request) =>
      new URL(request.url).searchParams.has('kind')
        ? json({ events: [], people: [], next: null })
        : json({ events: [event(1, 'signed-in', LIN)], people, next: null }),
  })
  const { screen, router } = await renderEvents()
  await screen.getByRole('button', { name: 'What happened: Everything' }).click()
  await expect
    .element(screen.getByRole('menuitemradio', { name: 'Everything' }))
    .toHaveAttribute('aria-checked', 'true')
  await screen.getByRole('menuitemradio', { name: 'Role changed' }).click()
  await expect.element(screen.getByText('Nothing of this kind so far.')).toBeVisible()
  await expect
    .element(screen.getByRole('button', { name: 'What happened: Role changed' }))
    .toHaveFocus()
  expect(router.state.location.search).toEqual({ kind: 'role-changed' })
  await expectAccessible()
  await screen.getByRole('button', { name: 'Show everything' }).click()
  await expect.element(screen.getByRole('link', { name: 'Lin Mei-hua' })).toBeVisible()
  expect(queries(asked)).toEqual([
    { limit: '25' },
    { limit: '25', kind: 'role-changed' },
    { limit: '25' },
  ])
})

test('somebody is found by name, and whose name is pressed is shown alone', async () => {
  const asked = serve({
    [EVENTS]: () => json({ events: [event(1, 'signed-in', LIN)], people, next: null }),
    'GET /api/admin/people': (request) =>
      json({
        people:
          new URL(request.url).searchParams.get('q') === 'zzz'
            ? []
            : [{ ...lin, email: 'lin@school.example', roles: ['student'], createdAt: '' }],
        next: null,
      }),
    [`GET /api/users/${LIN}`]: () => json(lin),
  })
  const { screen, router } = await renderEvents()
  await screen.getByRole('button', { name: 'Whose activity: Everybody' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Whose activity' })
  const search = dialog.getByRole('searchbox')
  await expect.element(search).toHaveFocus()
  await expect.element(dialog.getByRole('option', { name: /Lin Mei-hua/ })).toBeVisible()
  await expectAccessible()
  await userEvent.keyboard('zzz')
  await expect.element(dialog.getByText('Nobody found for “zzz”')).toBeVisible()
  await search.fill('')
  await dialog.getByRole('option', { name: /Lin Mei-hua/ }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect
    .element(screen.getByRole('button', { name: 'Whose activity: Lin Mei-hua' }))
    .toBeVisible()
  expect(router.state.location.search).toEqual({ account: LIN })
  // it is plain whose these are
  await expect.element(screen.getByRole('link', { name: 'Lin Mei-hua' })).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Whose activity: Lin Mei-hua' }).click()
  await dialog.getByRole('option', { name: 'Everybody' }).click()
  await screen.getByRole('link', { name: 'Lin Mei-hua' }).click()
  await expect
    .element(screen.getByRole('button', { name: 'Whose activity: Lin Mei-hua' }))
    .toBeVisible()
  expect(queries(asked)).toEqual([
    { limit: '25' },
    { limit: '25', account: LIN },
    { limit: '25' },
    { limit: '25', account: LIN },
  ])
})

test('a list that could not be fetched says so and can be asked for again', async () => {
  let isAway = true
  serve({
    [EVENTS]: () => (isAway ? unreachable() : json({ events: [], people: [], next: null })),
  })
  const { screen } = await renderEvents('?kind=no-such-kind')
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be shown just now/)
  await expectAccessible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Nothing so far.')).toBeVisible()
})

test('only administrators are shown the way there', async () => {
  serve({ [EVENTS]: () => problem(403, 'not-allowed') })
  const { screen } = await renderEvents()
  await expect.element(screen.getByRole('alert')).toBeVisible()
  const way = screen.getByRole('link', { name: /^Activity of everybody/ })
  await expect.element(way).toBeVisible()
  session.change(ana)
  await expect.element(way).not.toBeInTheDocument()
})
