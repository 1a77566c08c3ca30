import { Trans, useLingui } from '@lingui/react/macro'
import type { SecurityEvent } from '../../account'
import { isRole, ROLE_WORDS } from '../roles'

/** What happened, in words. */
export function EventWords({ event: { kind, detail } }: { event: SecurityEvent }) {
  switch (kind) {
    case 'account-created':
      return <Trans>Your account was created</Trans>
    case 'account-deleted':
      return <Trans>Your account was deleted</Trans>
    case 'signed-in':
      return <Trans>You signed in</Trans>
    case 'unusual-sign-in':
      return <Trans>Unusual sign-in: on a new device, or after many failed tries</Trans>
    case 'sign-in-failed':
      return <Trans>Somebody tried to sign in with a wrong password</Trans>
    case 'session-ended':
      return <EndWords reason={detail.reason} />
    case 'refresh-token-reused':
      return <Trans>A device was signed out: somebody else may have copied its session</Trans>
    case 'password-changed':
      return <Trans>Your password was changed</Trans>
    case 'password-reset-requested':
      return <Trans>A link to choose a new password was asked for</Trans>
    case 'password-reset':
      return <Trans>A new password was chosen by a link in a mail</Trans>
    case 'email-change-requested':
      return <Trans>A change of your email address was asked for</Trans>
    case 'email-changed':
      return <Trans>Your email address was changed</Trans>
    case 'role-changed':
      return <RoleWords role={detail.role} />
    case 'signed-out-by-administrator':
      return <Trans>An administrator signed you out on every device</Trans>
    case 'second-factor-set':
      return <Trans>Two-step sign-in was turned on</Trans>
    case 'second-factor-removed':
      return <Trans>Two-step sign-in was turned off</Trans>
    case 'second-factor-taken-away':
      return <Trans>An administrator turned your two-step sign-in off</Trans>
    case 'second-factor-failed':
      return <Trans>Somebody gave your password and a wrong code</Trans>
    case 'recovery-codes-made':
      return <Trans>New recovery codes were made</Trans>
    case 'recovery-code-used':
      return <Trans>A recovery code was used</Trans>
    default:
      kind satisfies never
      // a server that is newer than this page
      return <Trans>Something happened to your account</Trans>
  }
}

function EndWords({ reason }: { reason: string | undefined }) {
  switch (reason) {
    case 'signed-out':
      return <Trans>You signed out</Trans>
    case 'revoked':
      return <Trans>A device was signed out from another one</Trans>
    case 'administrator':
      return <Trans>A device was signed out by an administrator</Trans>
    case 'password-changed':
    case 'password-reset':
      return <Trans>A device was signed out because the password changed</Trans>
    case 'second-factor-changed':
      return <Trans>A device was signed out because two-step sign-in changed</Trans>
    case 'second-factor-required':
      return <Trans>A device was signed out because two-step sign-in is required now</Trans>
    default:
      return <Trans>A device was signed out</Trans>
  }
}

function RoleWords({ role }: { role: string | undefined }) {
  const { t } = useLingui()
  if (!isRole(role)) return <Trans>Your role was changed</Trans>
  const words = t(ROLE_WORDS[role])
  return <Trans>Your role was changed to {words}</Trans>
}
