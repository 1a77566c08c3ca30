import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { type Account, takeSecondFactorAway } from './api'
import { Refused } from './SignOutDialog'

type Taking = { status: 'no' } | { status: 'under-way' } | { status: 'failed'; problem: Problem }

/** Says what happens to whom before it does, and above all that one must know who asks. */
export function SecondFactorDialog({
  account: { id, name },
  onDone,
  onClose,
}: {
  account: Account
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const [taking, setTaking] = useState<Taking>({ status: 'no' })

  const take = async () => {
    setTaking({ status: 'under-way' })
    const answer = await takeSecondFactorAway(id)
    if (answer.ok) return onDone()
    setTaking({ status: 'failed', problem: answer.problem })
  }

  return (
    <Dialog title={t`Turn off two-step sign-in of ${name}?`} isOpen onOpenChange={onClose}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        <ul className="grid list-disc gap-1.5 ps-5 text-base text-pretty">
          <li>
            <Trans>
              Only for somebody who has lost their phone and their recovery codes. Be sure that it
              is they who ask: a thief who has the password would ask the same.
            </Trans>
          </li>
          <li>
            <Trans>They are signed out everywhere and sign in again by the password alone.</Trans>
          </li>
          <li>
            <Trans>They are told by mail, and their activity says that it was you.</Trans>
          </li>
        </ul>
        {taking.status === 'failed' && <Refused problem={taking.problem} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="outline" onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            kind="danger"
            isPending={taking.status === 'under-way'}
            onPress={() => void take()}
          >
            <Trans>Turn it off</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
