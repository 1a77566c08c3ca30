import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { type Account, signOutPerson } from './api'

type Ending = { status: 'no' } | { status: 'under-way' } | { status: 'failed'; problem: Problem }

/** Says what happens to whom before it does. */
export function SignOutDialog({
  account: { id, name },
  onDone,
  onClose,
}: {
  account: Account
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const [ending, setEnding] = useState<Ending>({ status: 'no' })

  const signOut = async () => {
    setEnding({ status: 'under-way' })
    const answer = await signOutPerson(id)
    if (answer.ok) return onDone()
    setEnding({ status: 'failed', problem: answer.problem })
  }

  return (
    <Dialog title={t`Sign ${name} out?`} isOpen onOpenChange={onClose}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        <ul className="grid list-disc gap-1.5 ps-5 text-base text-pretty">
          <li>
            <Trans>Every device they are signed in on is signed out within seconds.</Trans>
          </li>
          <li>
            <Trans>They are told by mail, and their activity says that it was you.</Trans>
          </li>
          <li>
            <Trans>
              Whoever has the password can sign in again. If somebody else may know it, ask them to
              choose a new one.
            </Trans>
          </li>
        </ul>
        {ending.status === 'failed' && <Refused problem={ending.problem} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="outline" onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            kind="danger"
            isPending={ending.status === 'under-way'}
            onPress={() => void signOut()}
          >
            <Trans>Sign out everywhere</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

export function Refused({ problem }: { problem: Problem }) {
  if (problem.slug !== 'person-not-found') return <ProblemNotice problem={problem} />
  return (
    <Notice kind="bad">
      <Trans>This account has been deleted meanwhile.</Trans>
    </Notice>
  )
}
