import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, MailCheck, MailX } from 'lucide-react'
import { useScreenTitle } from '../../shared/title'
import { buttonClass } from '../../shared/ui/classes'
import { AccountHeading } from '../AccountHeading'
import { LINK_INVALID, verifyOnce } from '../links'
import { BigIcon } from './BigIcon'
import { FollowedLink } from './FollowedLink'
import { NewLink } from './NewLink'
import { NoNewAccounts } from './SignUpClosed'

/** Where the link in the first mail leads. */
export function Verify({ token }: { token: string }) {
  const { t } = useLingui()
  useScreenTitle(t`Confirm your address`)
  return (
    <FollowedLink
      token={token}
      follow={verifyOnce}
      refusals={REFUSALS}
      done={(email) => <Done email={email} />}
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

/** The school takes other addresses only since the mail was sent. */
function OtherAddress() {
  return (
    <>
      <BigIcon icon={MailX} kind="warn" />
      <AccountHeading title={<Trans>Not an address of this school</Trans>}>
        <Trans>
          Only addresses of the school may sign up by now. Sign up once more with yours.
        </Trans>
      </AccountHeading>
      <Link to="/sign-up" className={buttonClass({ kind: 'primary', size: 'lg' })}>
        <Trans>Create an account</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
    </>
  )
}

const REFUSALS = {
  [LINK_INVALID.verification]: <NewLink />,
  'registration-closed': <NoNewAccounts />,
  'mail-domain-refused': <OtherAddress />,
}
