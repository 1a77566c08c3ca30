import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SecurityEvent } from '../../account'

export type Kind = SecurityEvent['kind']

/** What can happen to anybody's account, without saying to whom. */
export const KIND_WORDS: Readonly<Record<Kind, MessageDescriptor>> = {
  'signed-in': msg`Signed in`,
  'unusual-sign-in': msg`Unusual sign-in`,
  'sign-in-failed': msg`Failed sign-in`,
  'session-ended': msg`Signed out`,
  'signed-out-by-administrator': msg`Signed out by an administrator`,
  'refresh-token-reused': msg`Session perhaps copied`,
  'password-changed': msg`Password changed`,
  'password-reset-requested': msg`New password asked for`,
  'password-reset': msg`New password chosen by a link`,
  'email-change-requested': msg`Change of address asked for`,
  'email-changed': msg`Address changed`,
  'second-factor-set': msg`Two-step sign-in turned on`,
  'second-factor-removed': msg`Two-step sign-in turned off`,
  'second-factor-taken-away': msg`Two-step sign-in turned off by an administrator`,
  'second-factor-failed': msg`Right password and wrong code`,
  'recovery-codes-made': msg`New recovery codes`,
  'recovery-code-used': msg`Recovery code used`,
  'role-changed': msg`Role changed`,
  'account-created': msg`Account created`,
  'account-deleted': msg`Account deleted`,
}

export const isKind = (kind: string | undefined): kind is Kind =>
  kind !== undefined && Object.hasOwn(KIND_WORDS, kind)
