import type { Answer } from '../shared/net/problem'
import { verify } from './api'

type Verified = Awaited<ReturnType<typeof verify>>

const asked = new Map<string, Promise<Verified>>()

/** Follows a link. It works once, so it is sent once, however often the screen is drawn. */
export function verifyOnce(token: string): Promise<Answer<{ email: string }>> {
  const known = asked.get(token)
  if (known) return known
  const answer = verify(token)
  asked.set(token, answer)
  void answer.then((result) => {
    // a link that the server had no word about is as good as before
    if (!result.ok && result.problem.slug !== 'verification-link-invalid') asked.delete(token)
  })
  return answer
}
