import { Trans } from '@lingui/react/macro'
import type { Problem } from '../shared/net/problem'
import { Button } from '../shared/ui/Button'
import { Notice } from '../shared/ui/Notice'
import { ProblemNotice } from '../shared/ui/ProblemNotice'

/** In place of a list that could not be fetched. */
export function NotLoaded({ problem, onTryAgain }: { problem: Problem; onTryAgain: () => void }) {
  const action = (
    <Button kind="outline" size="sm" className="justify-self-start" onPress={onTryAgain}>
      <Trans>Try again</Trans>
    </Button>
  )
  if (problem.slug === 'unreachable') {
    return (
      <Notice kind="warn" action={action}>
        <Trans>The server cannot be reached, so this cannot be shown just now.</Trans>
      </Notice>
    )
  }
  return <ProblemNotice problem={problem} action={action} />
}
