import { Trans } from '@lingui/react/macro'
import { CloudOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Answer, Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Spinner } from '../../shared/ui/Spinner'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { BigIcon } from './BigIcon'

type Checking =
  | { status: 'checking' }
  | { status: 'done'; email: string }
  | { status: 'refused'; words: ReactNode }
  | { status: 'failed'; problem: Problem }

/** Where a link in a mail leads: it is followed at once, and what came of it is said. */
export function FollowedLink({
  token,
  follow,
  refusals,
  done,
}: {
  token: string
  follow: (token: string) => Promise<Answer<{ email: string }>>
  /** What is said of each problem that trying again does not help. Must stay the same object. */
  refusals: Readonly<Record<string, ReactNode>>
  done: (email: string) => ReactNode
}) {
  const [checking, setChecking] = useState<Checking>({ status: 'checking' })
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    let isGone = false
    void follow(token).then((answer) => {
      if (isGone) return
      if (answer.ok) return setChecking({ status: 'done', email: answer.value.email })
      const words = refusals[answer.problem.slug]
      setChecking(
        words ? { status: 'refused', words } : { status: 'failed', problem: answer.problem },
      )
    })
    return () => {
      isGone = true
    }
  }, [token, follow, refusals, attempt])

  const tryAgain = () => {
    setChecking({ status: 'checking' })
    setAttempt((count) => count + 1)
  }

  return (
    <AccountLayout>
      {/* what comes of it is read out */}
      <div role="status" className="grid gap-7">
        {checking.status === 'checking' && <InProgress />}
        {checking.status === 'done' && done(checking.email)}
        {checking.status === 'failed' && (
          <Failed problem={checking.problem} onTryAgain={tryAgain} />
        )}
        {checking.status === 'refused' && checking.words}
      </div>
    </AccountLayout>
  )
}

function InProgress() {
  return (
    <>
      <span className="grid size-16 place-items-center text-accent-text">
        <Spinner />
      </span>
      <AccountHeading title={<Trans>Checking your link…</Trans>} />
    </>
  )
}

function Failed({ problem, onTryAgain }: { problem: Problem; onTryAgain: () => void }) {
  const problemText = useProblemText()
  return (
    <>
      <BigIcon icon={CloudOff} kind="warn" />
      <AccountHeading title={<Trans>We could not check your link</Trans>}>
        {problem.slug === 'unreachable' ? (
          <Trans>The server cannot be reached. Your link is still good.</Trans>
        ) : (
          problemText(problem)
        )}
      </AccountHeading>
      <Button kind="primary" size="lg" onPress={onTryAgain}>
        <Trans>Try again</Trans>
      </Button>
    </>
  )
}
