import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Problem } from '../net/problem'

const MINUTE_S = 60

/** Words for a refusal that could meet any request; screens have their own words for their own. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useLingui()
  return ({ slug, retryAfter }) => {
    switch (slug) {
      case 'unreachable':
        return t`The server cannot be reached. What you typed stays here.`
      case 'too-many-requests': {
        const seconds = Math.ceil(retryAfter ?? MINUTE_S)
        if (seconds <= 0) return t`You can try again now.`
        if (seconds < MINUTE_S)
          return t`Too many tries. Try again in ${plural(seconds, { one: '# second', other: '# seconds' })}.`
        const minutes = Math.ceil(seconds / MINUTE_S)
        return t`Too many tries. Try again in ${plural(minutes, { one: '# minute', other: '# minutes' })}.`
      }
      case 'busy':
      case 'service-unavailable':
      case 'storage-unavailable':
        return t`The server is busy. Try again in a moment.`
      default:
        return t`We could not do this. Try again.`
    }
  }
}
