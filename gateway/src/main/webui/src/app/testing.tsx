import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { onTestFinished } from 'vitest'
import { render } from 'vitest-browser-react'
import { type Profile, session } from '../account'
import { createAppRouter } from './router'
import { Words } from './Words'

export const ana: Profile = {
  id: '01930000-0000-7000-8000-000000000001',
  name: 'Ana Duarte',
  email: 'ana@school.example',
  language: 'en',
  timeZone: 'Asia/Taipei',
  status: '',
  photo: null,
  findable: 'everyone',
  roles: ['student'],
  createdAt: '2026-09-01T01:00:00Z',
}

/** A socket that never opens: what is tested here needs none. */
class SilentSocket extends EventTarget {
  onmessage = null
  onclose = null
  send(): void {}
  close(): void {}
}

/** The whole app at a path, on sockets of the test. */
export async function renderApp(
  path: string,
  socket: new (url: string) => EventTarget = SilentSocket,
) {
  const realSocket = globalThis.WebSocket
  Object.assign(globalThis, { WebSocket: socket })
  onTestFinished(() => {
    Object.assign(globalThis, { WebSocket: realSocket })
  })
  const router = createAppRouter(session, createMemoryHistory({ initialEntries: [path] }))
  const screen = await render(
    <Words navigate={(href) => void router.navigate({ href })}>
      <RouterProvider router={router} />
    </Words>,
  )
  return { screen, router }
}

/** Ana is signed in from here on. */
export function signInAna(): void {
  session.begin({ account: ana, token: { value: 'token', goodUntil: Date.now() + 600_000 } })
}

/** Ana, who is an administrator, is signed in from here on. */
export function signInAdministrator(): void {
  session.begin({
    account: { ...ana, roles: ['administrator'] },
    token: { value: 'token', goodUntil: Date.now() + 600_000 },
  })
}

/** Nobody is signed in, and nobody was before. */
export function signInNobody(): void {
  session.store.setState({ status: 'signed-out', why: 'nobody' }, true)
}
