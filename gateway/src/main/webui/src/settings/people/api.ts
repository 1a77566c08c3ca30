import { authApi, type Role } from '../../account'
import type { components } from '../../shared/api/auth.gen'
import type { Answer } from '../../shared/net/problem'
import { answer } from '../../shared/net/rest'

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

export const giveRole = (id: string, role: Role): Promise<Answer<Account>> =>
  answer(authApi.PUT('/api/admin/people/{id}/role', { params: { path: { id } }, body: { role } }))
