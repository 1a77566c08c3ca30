import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'

/** Why somebody does not come into a channel. */
export function JoinProblem({ problem }: { problem: Problem }) {
  const words = wordsFor(problem.slug)
  return words === null ? <ProblemNotice problem={problem} /> : <Notice kind="bad">{words}</Notice>
}

function wordsFor(slug: string): ReactNode {
  switch (slug) {
    case 'not-allowed':
      return (
        <Trans>
          You were removed from this channel. Ask somebody who runs it to add you again.
        </Trans>
      )
    case 'conversation-full':
      return <Trans>This channel is full.</Trans>
    case 'channel-archived':
      return <Trans>This channel is archived: nobody new comes in.</Trans>
    case 'conversation-not-found':
      return <Trans>This channel is not open any more.</Trans>
    case 'invitation-invalid':
      return <Trans>This invitation no longer works. Ask for a new one.</Trans>
    default:
      return null
  }
}
