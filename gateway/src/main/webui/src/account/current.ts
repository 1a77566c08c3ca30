import { useStore } from 'zustand'
import type { paths } from '../shared/api/auth.gen'
import { forget, keep, kept } from '../shared/device'
import { type Api, createApi } from '../shared/net/rest'
import { refresh, signOut } from './api'
import { type Profile, parseProfile, type Session } from './session'
import { SessionKeeper } from './sessionKeeper'

const LOCK = 'homeroom-session'

/** The browser's own locks; over plain HTTP to another machine there are none, and the server forgives a race. */
async function alone<T>(run: (waited: boolean) => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return run(false)
  const atOnce = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
    lock ? { value: await run(false) } : null,
  )
  return atOnce ? atOnce.value : navigator.locks.request(LOCK, () => run(true))
}

/** Who is signed in on this page. */
export const session = new SessionKeeper({
  refresh,
  signOut,
  memory: {
    read: () => parseProfile(kept('profile')),
    write: (account) => (account ? keep('profile', JSON.stringify(account)) : forget('profile')),
  },
  tabs: new BroadcastChannel('homeroom-session'),
  alone,
  onStranger: () => location.replace('/'),
})

export const freshToken = (refused?: string) => session.freshToken(refused)
export const currentToken = (): string | null => session.currentToken()

/** auth-service, as the person who is signed in. */
export const authApi: Api<paths> = createApi<paths>(freshToken)

export const useSession = (): Session => useStore(session.store)

/** The person's own profile; only below the guard that lets nobody else through. */
export function useAccount(): Profile {
  const current = useSession()
  if (current.status === 'signed-out') throw new Error('nobody is signed in')
  return current.account
}
