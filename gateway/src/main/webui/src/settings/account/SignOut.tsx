import { Trans } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { session } from '../../account'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Part } from '../Part'

type Leaving = { status: 'no' } | { status: 'under-way' } | { status: 'failed'; problem: Problem }

export function SignOut() {
  const [leaving, setLeaving] = useState<Leaving>({ status: 'no' })

  const signOut = async () => {
    setLeaving({ status: 'under-way' })
    const answer = await session.leave()
    // the guard of the app leads to the sign-in screen
    if (!answer.ok) setLeaving({ status: 'failed', problem: answer.problem })
  }

  return (
    <Part
      title={<Trans>Sign out</Trans>}
      about={
        <Trans>
          Signs you out in every tab of this browser. What is kept of your chats on this device is
          deleted.
        </Trans>
      }
    >
      {leaving.status === 'failed' &&
        (leaving.problem.slug === 'unreachable' ? (
          <Notice kind="warn">
            <Trans>The server cannot be reached, so you are still signed in. Try again.</Trans>
          </Notice>
        ) : (
          <ProblemNotice problem={leaving.problem} />
        ))}
      <Button
        kind="outline"
        className="justify-self-start"
        isPending={leaving.status === 'under-way'}
        onPress={() => void signOut()}
      >
        <LogOut size={18} aria-hidden />
        <Trans>Sign out</Trans>
      </Button>
    </Part>
  )
}
