import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, DoorClosed } from 'lucide-react'
import { useScreenTitle } from '../../shared/title'
import { buttonClass } from '../../shared/ui/classes'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { BigIcon } from './BigIcon'

/** In place of the form where nobody can sign up by themselves. */
export function SignUpClosed() {
  const { t } = useLingui()
  useScreenTitle(t`Create an account`)
  return (
    <AccountLayout>
      <NoNewAccounts />
    </AccountLayout>
  )
}

export function NoNewAccounts() {
  return (
    <>
      <BigIcon icon={DoorClosed} />
      <AccountHeading title={<Trans>No new accounts here</Trans>}>
        <Trans>
          This school does not take new accounts just now. If you need one, ask your teacher or
          whoever looks after Homeroom.
        </Trans>
      </AccountHeading>
      <Link to="/sign-in" className={buttonClass({ kind: 'primary', size: 'lg' })}>
        <Trans>Sign in</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
    </>
  )
}
