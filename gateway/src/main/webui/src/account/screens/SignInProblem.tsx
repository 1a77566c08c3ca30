import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'

/** Why somebody could not be signed in. Says the same of a wrong password and of an address that nobody has. */
export function SignInProblem({
  problem,
  onSendLink,
}: {
  problem: Problem
  onSendLink: () => Promise<void>
}) {
  const [isSending, setSending] = useState(false)
  switch (problem.slug) {
    case 'credentials-wrong':
      return (
        <Notice kind="bad">
          <Trans>Email or password is wrong.</Trans>
        </Notice>
      )
    case 'address-not-verified':
      return (
        <Notice
          kind="warn"
          action={
            <Button
              kind="outline"
              size="sm"
              className="justify-self-start"
              isPending={isSending}
              onPress={() => {
                setSending(true)
                void onSendLink().finally(() => setSending(false))
              }}
            >
              <Trans>Send a new link</Trans>
            </Button>
          }
        >
          <Trans>Your address is not confirmed yet. Follow the link in the mail we sent you.</Trans>
        </Notice>
      )
    default:
      return <ProblemNotice problem={problem} />
  }
}
