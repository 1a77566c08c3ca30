import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'

/** Why somebody is not let in, given a role or let go. */
export function MemberProblem({ problem }: { problem: Problem }) {
  const words = wordsFor(problem.slug)
  return words === null ? <ProblemNotice problem={problem} /> : <Notice kind="bad">{words}</Notice>
}

function wordsFor(slug: string): ReactNode {
  switch (slug) {
    case 'last-owner':
      return (
        <Trans>
          A channel needs an owner, and this is the only one. Make somebody else an owner first, or
          archive the channel.
        </Trans>
      )
    case 'person-not-found':
      return <Trans>This person cannot be added: they may not be found, or are gone.</Trans>
    case 'conversation-full':
      return <Trans>There is no room for more people.</Trans>
    case 'channel-archived':
      return <Trans>This channel is archived: nobody new comes in.</Trans>
    case 'not-allowed':
      return <Trans>You may not do this here.</Trans>
    case 'member-not-found':
    case 'conversation-not-found':
      return <Trans>This person is not in it any more.</Trans>
    default:
      return null
  }
}
