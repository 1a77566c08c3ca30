import type { Answer } from '../shared/net/problem'
import { confirmEmail, verify } from './api'

type Follow<T> = (token: string) => Promise<Answer<T>>

/** Follows a link. It works once, so it is sent once, however often the screen is drawn. */
function once<T>(follow: Follow<T>, usedUp: string): Follow<T> {
  const asked = new Map<string, Promise<Answer<T>>>()
  return (token) => {
    const known = asked.get(token)
    if (known) return known
    const answer = follow(token)
    asked.set(token, answer)
    void answer.then((result) => {
      // a link that the server had no word about is as good as before
      if (!result.ok && result.problem.slug !== usedUp) asked.delete(token)
    })
    return answer
  }
}

/** The problem of a link that does not work any more. */
export const LINK_INVALID = {
  verification: 'verification-link-invalid',
  reset: 'reset-link-invalid',
  email: 'email-link-invalid',
} as const

export const verifyOnce = once(verify, LINK_INVALID.verification)
export const confirmEmailOnce = once(confirmEmail, LINK_INVALID.email)
