import { Trans, useLingui } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { session, useAccount } from '../account'
import { formatDate } from '../shared/i18n/format'
import { useProblemText } from '../shared/i18n/useProblemText'
import type { Problem } from '../shared/net/problem'
import { Button } from '../shared/ui/Button'
import { Notice } from '../shared/ui/Notice'
import { SectionFrame } from './SectionFrame'

type Leaving = { status: 'no' } | { status: 'under-way' } | { status: 'failed'; problem: Problem }

export function AccountSection() {
  const { t } = useLingui()
  const account = useAccount()
  const problemText = useProblemText()
  const [leaving, setLeaving] = useState<Leaving>({ status: 'no' })

  const signOut = async () => {
    setLeaving({ status: 'under-way' })
    const answer = await session.leave()
    // the guard of the app leads to the sign-in screen
    if (!answer.ok) setLeaving({ status: 'failed', problem: answer.problem })
  }

  return (
    <SectionFrame title={t`Account`}>
      <dl className="grid gap-5">
        <Fact name={<Trans>Email</Trans>}>{account.email}</Fact>
        <Fact name={<Trans>Member since</Trans>}>
          {formatDate(new Date(account.createdAt), new Date(0))}
        </Fact>
      </dl>
      <div className="grid justify-items-start gap-3 border-t border-line pt-6">
        <h2 className="text-md font-semibold">
          <Trans>Sign out</Trans>
        </h2>
        <p className="text-base text-muted">
          <Trans>
            Signs you out in every tab of this browser. What is kept of your chats on this device is
            deleted.
          </Trans>
        </p>
        {leaving.status === 'failed' && (
          <Notice kind="bad">
            {leaving.problem.slug === 'unreachable' ? (
              <Trans>The server cannot be reached, so you are still signed in. Try again.</Trans>
            ) : (
              problemText(leaving.problem)
            )}
          </Notice>
        )}
        <Button
          kind="outline"
          isPending={leaving.status === 'under-way'}
          onPress={() => void signOut()}
        >
          <LogOut size={18} aria-hidden />
          <Trans>Sign out</Trans>
        </Button>
      </div>
    </SectionFrame>
  )
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-md wrap-anywhere">{children}</dd>
    </div>
  )
}
