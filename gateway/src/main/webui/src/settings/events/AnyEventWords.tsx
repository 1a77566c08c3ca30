import { Trans, useLingui } from '@lingui/react/macro'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { isRole, ROLE_WORDS } from '../roles'
import type { EventOfSomebody, Person } from './api'
import { isKind, KIND_WORDS } from './kinds'

/** What happened to somebody's account, in words that do not say whose. */
export function AnyEventWords({ event }: { event: EventOfSomebody }) {
  const { t } = useLingui()
  const { kind, detail, account, by } = event
  switch (kind) {
    case 'sign-in-failed':
      return account === null ? (
        <Trans>Failed sign-in with an address that nobody has</Trans>
      ) : (
        <Trans>Failed sign-in with a wrong password</Trans>
      )
    case 'session-ended':
      return <EndWords reason={detail.reason} />
    case 'role-changed':
      return <RoleWords role={detail.role} by={by} />
    case 'signed-out-by-administrator':
      return by ? <SignedOutBy by={by} /> : t(KIND_WORDS[kind])
    case 'second-factor-taken-away':
      return by ? <TakenAwayBy by={by} /> : t(KIND_WORDS[kind])
    default:
      // a server that is newer than this page
      return isKind(kind) ? t(KIND_WORDS[kind]) : <Trans>Something else</Trans>
  }
}

function EndWords({ reason }: { reason: string | undefined }) {
  switch (reason) {
    case 'revoked':
      return <Trans>Signed out from another device</Trans>
    case 'administrator':
      return <Trans>Signed out by an administrator</Trans>
    case 'reused':
      return <Trans>Signed out, as the session was perhaps copied</Trans>
    case 'password-changed':
    case 'password-reset':
      return <Trans>Signed out, as the password changed</Trans>
    case 'second-factor-changed':
      return <Trans>Signed out, as two-step sign-in changed</Trans>
    case 'second-factor-required':
      return <Trans>Signed out, as two-step sign-in is required</Trans>
    case 'account-deleted':
      return <Trans>Signed out, as the account was deleted</Trans>
    default:
      return <Trans>Signed out</Trans>
  }
}

function RoleWords({ role, by }: { role: string | undefined; by: Person | null }) {
  const { t } = useLingui()
  const nameOf = usePersonName()
  if (!isRole(role)) return t(KIND_WORDS['role-changed'])
  const words = t(ROLE_WORDS[role])
  if (!by) return <Trans>Role changed to {words}</Trans>
  const name = nameOf(by)
  return (
    <Trans>
      Role changed to {words} by {name}
    </Trans>
  )
}

function SignedOutBy({ by }: { by: Person }) {
  const name = usePersonName()(by)
  return <Trans>Signed out on all devices by {name}</Trans>
}

function TakenAwayBy({ by }: { by: Person }) {
  const name = usePersonName()(by)
  return <Trans>Two-step sign-in turned off by {name}</Trans>
}
