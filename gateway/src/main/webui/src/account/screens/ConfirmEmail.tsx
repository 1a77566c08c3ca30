import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, MailCheck, Unlink } from 'lucide-react'
import { useEffect } from 'react'
import { useScreenTitle } from '../../shared/title'
import { buttonClass } from '../../shared/ui/classes'
import { AccountHeading } from '../AccountHeading'
import { useSession } from '../current'
import { confirmEmailOnce, LINK_INVALID } from '../links'
import { fetchProfile } from '../own'
import { BigIcon } from './BigIcon'
import { FollowedLink } from './FollowedLink'

/** Where the link to a new address leads. Whoever follows it may be signed in here or not. */
export function ConfirmEmail({ token }: { token: string }) {
  const { t } = useLingui()
  useScreenTitle(t`Confirm your new address`)
  return (
    <FollowedLink
      token={token}
      follow={confirmEmailOnce}
      refusals={REFUSALS}
      done={(email) => <Done email={email} />}
    />
  )
}

function Done({ email }: { email: string }) {
  const isSignedIn = useSession().status !== 'signed-out'
  useEffect(() => {
    // what this browser shows of the account has the old address still
    if (isSignedIn) void fetchProfile()
  }, [isSignedIn])
  return (
    <>
      <BigIcon icon={MailCheck} kind="ok" />
      <AccountHeading title={<Trans>Your address is changed</Trans>}>
        <Trans>
          From now on you sign in with{' '}
          <strong className="font-semibold wrap-anywhere text-text">{email}</strong>, and mails go
          there.
        </Trans>
      </AccountHeading>
      {isSignedIn ? (
        <Link to="/chats" className={buttonClass({ kind: 'primary', size: 'lg' })}>
          <Trans>Go on</Trans>
          <ArrowRight size={18} aria-hidden />
        </Link>
      ) : (
        <Link
          to="/sign-in"
          state={{ email }}
          className={buttonClass({ kind: 'primary', size: 'lg' })}
        >
          <Trans>Sign in</Trans>
          <ArrowRight size={18} aria-hidden />
        </Link>
      )}
    </>
  )
}

function Invalid() {
  const isSignedIn = useSession().status !== 'signed-out'
  return (
    <>
      <BigIcon icon={Unlink} kind="warn" />
      <AccountHeading title={<Trans>This link no longer works</Trans>}>
        <Trans>
          It was used already, is too old, or somebody else has taken the address meanwhile. You can
          ask for a new one in your settings, under Account.
        </Trans>
      </AccountHeading>
      {isSignedIn ? (
        <Link to="/settings/account" className={buttonClass({ kind: 'primary', size: 'lg' })}>
          <Trans>Account settings</Trans>
          <ArrowRight size={18} aria-hidden />
        </Link>
      ) : (
        <Link
          to="/sign-in"
          search={{ next: '/settings/account' }}
          className={buttonClass({ kind: 'primary', size: 'lg' })}
        >
          <Trans>Sign in</Trans>
          <ArrowRight size={18} aria-hidden />
        </Link>
      )}
    </>
  )
}

const REFUSALS = { [LINK_INVALID.email]: <Invalid /> }
