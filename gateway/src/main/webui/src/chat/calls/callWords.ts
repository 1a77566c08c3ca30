import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { formatLength } from '../../shared/i18n/format'
import { type CallCard, isMissed } from '../store/calls'

/** A call in one line, as the one who called or the other sees it: "Video call · 12 min", "Missed voice call". */
export function callWords(i18n: I18n, call: CallCard, isMine: boolean): string {
  if (!isMine && isMissed(call))
    return i18n._(call.video ? msg`Missed video call` : msg`Missed voice call`)
  const kind = i18n._(call.video ? msg`Video call` : msg`Voice call`)
  return `${kind} · ${outcome(i18n, call)}`
}

function outcome(i18n: I18n, { answeredAt, endedAt, ending }: CallCard): string {
  if (answeredAt !== undefined) return formatLength(Date.parse(endedAt) - Date.parse(answeredAt))
  switch (ending) {
    case 'declined':
      return i18n._(msg`declined`)
    case 'busy':
      return i18n._(msg`busy`)
    case 'unanswered':
      return i18n._(msg`no answer`)
    case 'cancelled':
    case 'hung-up':
    case 'lost':
      return i18n._(msg`cancelled`)
    default:
      return ending satisfies never
  }
}
