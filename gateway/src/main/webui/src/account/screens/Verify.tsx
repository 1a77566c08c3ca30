import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, CloudOff, MailCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { Spinner } from '../../shared/ui/Spinner'
import { AccountHeading, AccountLayout } from '../AccountLayout'
import { verifyOnce } from '../verification'
import { BigIcon } from './BigIcon'
import { NewLink } from './NewLink'

type Checking =
  | { status: 'checking' }
  | { status: 'done'; email: string }
  | { status: 'invalid' }
  | { status: 'failed'; problem: Problem }

/** Where the link in the mail leads. */
export function Verify({ token }: { token: string }) {
  const { t } = useLingui()
  const [checking, setChecking] = useState<Checking>({ status: 'checking' })
  const [attempt, setAttempt] = useState(0)
  useScreenTitle(t`Confirm your address`)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    let isGone = false
    void verifyOnce(token).then((answer) => {
      if (isGone) return
      if (answer.ok) setChecking({ status: 'done', email: answer.value.email })
      else if (answer.problem.slug === 'verification-link-invalid')
        setChecking({ status: 'invalid' })
      else setChecking({ status: 'failed', problem: answer.problem })
    })
    return () => {
      isGone = true
    }
  }, [token, attempt])

  const tryAgain = () => {
    setChecking({ status: 'checking' })
    setAttempt((count) => count + 1)
  }

  return (
    <AccountLayout>
      {/* what comes of it is read out */}
      <div role="status" className="grid gap-7">
        {checking.status === 'checking' && <InProgress />}
        {checking.status === 'done' && <Done email={checking.email} />}
        {checking.status === 'failed' && (
          <Failed problem={checking.problem} onTryAgain={tryAgain} />
        )}
        {checking.status === 'invalid' && <NewLink />}
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

function Done({ email }: { email: string }) {
  return (
    <>
      <BigIcon icon={MailCheck} kind="ok" />
      <AccountHeading title={<Trans>Your address is confirmed</Trans>}>
        <Trans>
          You can sign in with{' '}
          <strong className="font-semibold wrap-anywhere text-text">{email}</strong> now.
        </Trans>
      </AccountHeading>
      <Link
        to="/sign-in"
        state={{ email }}
        className={buttonClass({ kind: 'primary', size: 'lg' })}
      >
        <Trans>Sign in</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
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
