import { Trans, useLingui } from '@lingui/react/macro'
import { useScreenTitle } from '../../shared/title'
import { Skeleton } from '../../shared/ui/Skeleton'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'

/** Stands for the form until the server has said whether there is one. */
export function SignUpSkeleton() {
  const { t } = useLingui()
  useScreenTitle(t`Create an account`)
  return (
    <AccountLayout>
      <AccountHeading title={<Trans>Create your account</Trans>}>
        <Trans>One place for your class: write, ask, and find what was said.</Trans>
      </AccountHeading>
      <div role="status" aria-label={t`Loading`} className="appear-late grid gap-5">
        {[0, 1, 2].map((key) => (
          <div key={key} className="grid gap-1.5">
            <Skeleton className="h-4.5 w-24" />
            <Skeleton className="h-11" />
          </div>
        ))}
        <Skeleton className="h-12" />
      </div>
    </AccountLayout>
  )
}
