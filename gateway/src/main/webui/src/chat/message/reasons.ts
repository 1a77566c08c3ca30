import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ReportReason } from '../api'

/** What may be wrong with a message, in the words of whoever reports it. */
export const REASON_WORDS: Readonly<Record<ReportReason, MessageDescriptor>> = {
  hurtful: msg`It hurts or threatens somebody`,
  inappropriate: msg`It is not fit for a school`,
  danger: msg`Somebody may come to harm`,
  spam: msg`It is advertising or fraud`,
  other: msg`Something else`,
}

export const REASONS: readonly ReportReason[] = [
  'hurtful',
  'inappropriate',
  'danger',
  'spam',
  'other',
]
