import { authApi, type Role } from '../../account'
import type { components } from '../../shared/api/auth.gen'
import type { Answer } from '../../shared/net/problem'
import { answer, done } from '../../shared/net/rest'

export type Account = components['schemas']['Account']

const PAGE = 50

/** Everybody whose name or address contains `q`, by name. For administrators. */
export async function people(
  q: string,
  after: string | null,
  signal: AbortSignal,
): Promise<Answer<{ items: Account[]; next: string | null }>> {
  const query = { limit: PAGE, ...(q === '' ? {} : { q }), ...(after === null ? {} : { after }) }
  const page = await answer(authApi.GET('/api/admin/people', { params: { query }, signal }))
  return page.ok
    ? { ok: true, value: { items: page.value.people, next: page.value.next ?? null } }
    : page
}

/** Ends every session of somebody, who hears of it by mail and may sign in again. */
export const signOutPerson = (id: string): Promise<Answer<null>> =>
  done(
    authApi.DELETE('/api/admin/people/{id}/sessions', {
      params: { path: { id } },
      parseAs: 'text',
    }),
  )

/** Lets somebody in by the password alone who has lost their authenticator. Ends every session of theirs. */
export const takeSecondFactorAway = (id: string): Promise<Answer<null>> =>
  done(
    authApi.DELETE('/api/admin/people/{id}/second-factor', {
      params: { path: { id } },
      parseAs: 'text',
    }),
  )

export const giveRole = (id: string, role: Role): Promise<Answer<Account>> =>
  answer(authApi.PUT('/api/admin/people/{id}/role', { params: { path: { id } }, body: { role } }))
