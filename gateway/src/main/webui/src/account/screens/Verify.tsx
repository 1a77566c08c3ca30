import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, MailCheck } from 'lucide-react'
import { useScreenTitle } from '../../shared/title'
import { buttonClass } from '../../shared/ui/classes'
import { AccountHeading } from '../AccountLayout'
import { LINK_INVALID, verifyOnce } from '../links'
import { BigIcon } from './BigIcon'
import { FollowedLink } from './FollowedLink'
import { NewLink } from './NewLink'

/** Where the link in the first mail leads. */
export function Verify({ token }: { token: string }) {
  const { t } = useLingui()
  useScreenTitle(t`Confirm your address`)
  return (
    <FollowedLink
      token={token}
      follow={verifyOnce}
      invalidProblem={LINK_INVALID.verification}
      done={(email) => <Done email={email} />}
      invalid={<NewLink />}
    />
  )
}

function Done({ email }: { email: string }) {
  return (
    <>
      <BigIcon icon={MailCheck} kind="ok" />
      <AccountHeading title={<Trans>Your address is confirmed</Trans>}>
        <Trans>
          You can sign in with{' '}
          <strong className="font-semibold wrap-anywhere text-text">{email}</strong> now.
        </Trans>
      </AccountHeading>
      <Link
        to="/sign-in"
        state={{ email }}
        className={buttonClass({ kind: 'primary', size: 'lg' })}
      >
        <Trans>Sign in</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
    </>
  )
}
