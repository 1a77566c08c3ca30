import type { components } from '../shared/api/auth.gen'
import type { Answer } from '../shared/net/problem'
import { answer } from '../shared/net/rest'
import { authApi, session } from './current'

/** Changes the person's own profile, on the server and in all tabs. */
export async function changeProfile(
  change: components['schemas']['ProfileChange'],
): Promise<Answer<unknown>> {
  const changed = await answer(authApi.PATCH('/api/users/me', { body: change }))
  if (changed.ok) session.change(changed.value)
  return changed
}
