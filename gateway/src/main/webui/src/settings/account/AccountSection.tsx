import { Trans, useLingui } from '@lingui/react/macro'
import { useAccount } from '../../account'
import { formatDate } from '../../shared/i18n/format'
import { SectionFrame } from '../SectionFrame'
import { ChangeEmail } from './ChangeEmail'
import { DeleteAccount } from './DeleteAccount'
import { SignOut } from './SignOut'

export function AccountSection() {
  const { t } = useLingui()
  const { createdAt } = useAccount()
  const since = formatDate(new Date(createdAt), new Date(0))
  return (
    <SectionFrame title={t`Account`}>
      <ChangeEmail />
      <SignOut />
      <DeleteAccount />
      <p className="text-sm text-muted">
        <Trans>Here since {since}</Trans>
      </p>
    </SectionFrame>
  )
}
