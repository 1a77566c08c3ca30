import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../../account'
import { ana, renderApp, signInAdministrator } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, problem, serve } from '../../shared/testing/server'

const PEOPLE = 'GET /api/admin/people'

const account = (n: number, name: string, role: string) => ({
  id: `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name,
  email: `${n}@school.example`,
  photo: null,
  roles: [role],
  createdAt: '2026-09-01T01:00:00Z',
  lastSeenAt: n === 1 ? '2026-11-20T08:00:00Z' : null,
  secondFactor: n === 1,
})
const lin = account(1, 'Lin Mei-hua', 'teacher')
const chen = account(2, 'Chen Wei', 'student')
const self = { ...account(3, ana.name, 'administrator'), id: ana.id }

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAdministrator()
})

async function renderPeople() {
  const { screen } = await renderApp('/settings/people')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
  return screen
}

test('everybody is listed with their role, and a role is given by menu', async () => {
  const asked = serve({
    [PEOPLE]: () => json({ people: [chen, lin, self], next: null }),
    [`PUT /api/admin/people/${chen.id}/role`]: () => json({ ...chen, roles: ['teacher'] }),
  })
  const screen = await renderPeople()
  const rows = screen.getByRole('list', { name: 'People' }).getByRole('listitem')
  await expect.element(rows.first()).toMatchTextContent(/Chen Wei2@school\.exampleStudent$/)
  await expect.element(rows.nth(1)).toMatchTextContent(/Last seen Nov 20/)
  await expect.element(rows.nth(2)).toMatchTextContent(/Ana DuarteYou/)
  await expectAccessible()
  await screen.getByRole('button', { name: 'Role of Chen Wei: Student' }).click()
  await expect
    .element(screen.getByRole('menuitemradio', { name: 'Student' }))
    .toHaveAttribute('aria-checked', 'true')
  await screen.getByRole('menuitemradio', { name: 'Teacher' }).click()
  const button = screen.getByRole('button', { name: 'Role of Chen Wei: Teacher' })
  await expect.element(button).toBeVisible()
  await expect.element(button).toHaveFocus()
  const put = asked.find(({ method }) => method === 'PUT')
  expect(await put?.json()).toEqual({ role: 'teacher' })
})

test('why the last administrator stays one is explained', async () => {
  serve({
    [PEOPLE]: () => json({ people: [self], next: null }),
    [`PUT /api/admin/people/${self.id}/role`]: () => problem(409, 'last-administrator'),
  })
  const screen = await renderPeople()
  await screen.getByRole('button', { name: /^Role of Ana Duarte/ }).click()
  await screen.getByRole('menuitemradio', { name: 'Student' }).click()
  await expect
    .element(screen.getByRole('alert'))
    .toMatchTextContent(/^This is the only administrator/)
  await expect
    .element(screen.getByRole('button', { name: 'Role of Ana Duarte: Administrator' }))
    .toBeVisible()
  await expectAccessible()
})

test('somebody is searched for once typing pauses, and the rest comes page by page', async () => {
  const asked = serve({
    [PEOPLE]: (request) => {
      const { searchParams } = new URL(request.url)
      if (searchParams.get('q') === 'zzz') return json({ people: [], next: null })
      return searchParams.has('after')
        ? json({ people: [lin], next: null })
        : json({ people: [chen], next: 'next' })
    },
  })
  const screen = await renderPeople()
  await expect.element(screen.getByText('Chen Wei')).toBeVisible()
  await screen.getByRole('button', { name: 'Show more' }).click()
  await expect.element(screen.getByText('Lin Mei-hua')).toBeVisible()
  await screen.getByRole('searchbox', { name: 'Name or email address' }).click()
  await userEvent.keyboard('zzz')
  await expect.element(screen.getByText('Nobody found for “zzz”')).toBeVisible()
  await expect.element(screen.getByText('Chen Wei')).not.toBeInTheDocument()
  await expectAccessible()
  const queries = asked
    .map(({ url }) => new URL(url))
    .filter(({ pathname }) => pathname.includes('/admin/'))
  expect(queries.map(({ search }) => search)).toEqual([
    '?limit=50',
    '?limit=50&after=next',
    '?limit=50&q=zzz',
  ])
})

async function askToSignChenOut() {
  const screen = await renderPeople()
  await screen.getByRole('button', { name: 'More about Chen Wei' }).click()
  await screen.getByRole('menuitem', { name: 'Sign out everywhere…' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Sign Chen Wei out?' })
  await expect.element(dialog).toBeVisible()
  return { screen, dialog, signOut: dialog.getByRole('button', { name: 'Sign out everywhere' }) }
}

const SIGN_CHEN_OUT = `DELETE /api/admin/people/${chen.id}/sessions`

test('somebody is signed out everywhere once it is said what that means', async () => {
  const asked = serve({
    [PEOPLE]: () => json({ people: [chen, self], next: null }),
    [SIGN_CHEN_OUT]: () => new Response(null, { status: 204 }),
  })
  const { screen, dialog, signOut } = await askToSignChenOut()
  await expect.element(dialog).toMatchTextContent(/told by mail/)
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(asked.filter(({ method }) => method === 'DELETE')).toEqual([])
  await screen.getByRole('button', { name: 'More about Chen Wei' }).click()
  await screen.getByRole('menuitem', { name: 'Sign out everywhere…' }).click()
  await signOut.click()
  await expect.element(screen.getByText('Chen Wei is signed out everywhere.')).toBeVisible()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  await expectAccessible()
})

test.each([
  [503, 'busy', /busy/],
  [404, 'person-not-found', /has been deleted/],
] as const)(
  'that somebody could not be signed out is said where it was asked: %i %s',
  async (status, slug, words) => {
    let isAway = true
    serve({
      [PEOPLE]: () => json({ people: [chen], next: null }),
      [SIGN_CHEN_OUT]: () => (isAway ? problem(status, slug) : new Response(null, { status: 204 })),
    })
    const { screen, dialog, signOut } = await askToSignChenOut()
    await signOut.click()
    await expect.element(dialog.getByRole('alert')).toMatchTextContent(words)
    await expectAccessible()
    isAway = false
    await signOut.click()
    await expect.element(screen.getByText('Chen Wei is signed out everywhere.')).toBeVisible()
  },
)

test('whoever lost their phone is let in again, once it is said what that means', async () => {
  const asked = serve({
    [PEOPLE]: () => json({ people: [chen, lin, { ...self, secondFactor: true }], next: null }),
    [`DELETE /api/admin/people/${lin.id}/second-factor`]: () => new Response(null, { status: 204 }),
  })
  const screen = await renderPeople()
  const rows = screen.getByRole('list', { name: 'People' }).getByRole('listitem')
  await expect.element(rows.nth(1)).toMatchTextContent(/Two-step sign-in/)
  for (const name of ['Chen Wei', 'Ana Duarte']) {
    await screen.getByRole('button', { name: `More about ${name}` }).click()
    await expect.element(screen.getByRole('menuitem', { name: 'Activity' })).toBeVisible()
    await expect.element(screen.getByRole('menuitem', { name: /two-step/ })).not.toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
  }
  await screen.getByRole('button', { name: 'More about Lin Mei-hua' }).click()
  await screen.getByRole('menuitem', { name: 'Turn two-step sign-in off…' }).click()
  const dialog = screen.getByRole('dialog', { name: 'Turn off two-step sign-in of Lin Mei-hua?' })
  await expect.element(dialog).toMatchTextContent(/Be sure that it is they who ask/)
  await expectAccessible()
  expect(asked.filter(({ method }) => method === 'DELETE')).toEqual([])
  await dialog.getByRole('button', { name: 'Turn it off' }).click()
  await expect
    .element(screen.getByText(/^Lin Mei-hua signs in by the password alone/))
    .toBeVisible()
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(rows.nth(1)).not.toMatchTextContent(/Two-step sign-in/)
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
})

test('oneself one does not sign out here, and everybody has a way to their activity', async () => {
  serve({
    [PEOPLE]: () => json({ people: [chen, self], next: null }),
    'GET /api/admin/events': () => json({ events: [], people: [], next: null }),
  })
  const screen = await renderPeople()
  await screen.getByRole('button', { name: 'More about Ana Duarte' }).click()
  await expect.element(screen.getByRole('menuitem')).toHaveLength(1)
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'More about Chen Wei' }).click()
  await screen.getByRole('menuitem', { name: 'Activity' }).click()
  await expect
    .element(screen.getByRole('heading', { level: 1, name: 'Activity of everybody' }))
    .toBeVisible()
})

test('only administrators are shown the way there', async () => {
  serve({ [PEOPLE]: () => problem(403, 'not-allowed') })
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByRole('link', { name: /^People/ })).toBeVisible()
  // somebody took the role away
  session.change(ana)
  await expect.element(screen.getByRole('link', { name: /^People/ })).not.toBeInTheDocument()
  await expect.element(screen.getByRole('link', { name: /^Profile/ })).toBeVisible()
})
