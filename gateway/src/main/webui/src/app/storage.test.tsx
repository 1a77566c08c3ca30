import { expect, test } from 'vitest'
import { json, serve } from '../shared/testing/server'
import { ana, renderApp } from './testing'

const TOKEN = 'head.secret-of-the-session.signature'
const PASSWORD = 'purple leaf ladder'

/** Everything in a database of this origin. */
async function recordsOf(name: string): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const stores = [...database.objectStoreNames]
  const records = await Promise.all(
    stores.map(
      (store) =>
        new Promise<unknown>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => resolve({ [store]: reading.result })
          reading.onerror = () => reject(reading.error)
        }),
    ),
  )
  database.close()
  return records
}

/** Whatever a script could read of this origin, now or after the page is left. */
async function stored(): Promise<string> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const databases = await Promise.all(names.map(async (name) => [name, await recordsOf(name)]))
  return JSON.stringify({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    caches: await caches.keys(),
    databases,
  })
}

test('nothing that opens an account is kept where scripts can read it', async () => {
  serve({
    'POST /api/auth/sign-in': () =>
      json({
        accessToken: TOKEN,
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
        account: ana,
      }),
    'GET /api/conversations': () =>
      json({ conversations: [], people: [], next: null, cursor: 'cursor' }),
  })
  const { screen, router } = await renderApp('/sign-in?next=/chats')
  await screen.getByLabelText('Email').fill(ana.email)
  await screen.getByLabelText('Password').fill(PASSWORD)
  await screen.getByRole('button', { name: 'Sign in' }).click()
  await expect.poll(() => router.state.location.pathname).toBe('/chats')

  // both that somebody is signed in and what they talk about have a place by now
  await expect.poll(stored).toContain(ana.name)
  await expect.poll(stored).toContain('"outgoing"')
  const kept = await stored()
  expect(kept).not.toContain('secret-of-the-session')
  expect(kept).not.toContain(PASSWORD)
})
