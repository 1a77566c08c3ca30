import { useLingui } from '@lingui/react/macro'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { LifeContext } from '../life'
import { useOwnCall } from './CallContext'
import { clockOf } from './CallTime'

/** What came of a call, in a few words. */
export function useEndWords(): (context: LifeContext) => string {
  const { t } = useLingui()
  const problemText = useProblemText()
  const { line } = useOwnCall()
  return ({ call, problem }) => {
    switch (problem?.slug) {
      case 'call-elsewhere':
        return t`Answered on another of your devices`
      case 'call-not-allowed':
        return t`This person cannot be called at the moment`
      case 'recipient-deleted':
        return t`This account is deleted`
      case 'call-in-progress':
        return t`You two are in a call already, on another of your devices`
      case 'device-in-call':
        return t`This device is in another call`
      case 'call-over':
      case 'call-not-found':
        return t`The call is over already`
      case undefined:
        break
      default:
        return problemText(problem as NonNullable<typeof problem>)
    }
    if (call && call.state !== 'ended') return t`Answered on another of your devices`
    switch (call?.ending ?? null) {
      case 'unanswered':
        return call?.caller === line.me ? t`No answer` : t`Missed call`
      case 'busy':
        return t`In another call`
      case 'declined':
        return t`Declined`
      case 'lost':
        return t`Call ended, connection lost`
      case 'hung-up': {
        const { answeredAt = null, endedAt = null } = call ?? {}
        if (answeredAt === null || endedAt === null) return t`Call ended`
        const length = clockOf(secondsBetween(answeredAt, endedAt))
        return t`Call ended after ${length}`
      }
      case 'cancelled':
      case null:
        return t`Call ended`
    }
  }
}

/** Whether it came to an end as calls do, so that there is nothing to be done about it. */
export const endedPlainly = ({ call, problem }: LifeContext): boolean =>
  problem === null && ['hung-up', 'cancelled', undefined].includes(call?.ending ?? undefined)

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000))
