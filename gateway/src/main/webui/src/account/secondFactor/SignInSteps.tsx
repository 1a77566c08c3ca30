import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Answer, Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Spinner } from '../../shared/ui/Spinner'
import { AccountHeading } from '../AccountHeading'
import { type SecondFactorSetup, type SignedIn, setUpSecondFactor } from '../api'
import { CodeForm, type CodeKind, OtherKind } from './CodeForm'
import { RecoveryCodes } from './RecoveryCodes'
import { SetupSteps } from './SetupSteps'

type Credentials = { email: string; password: string }

export type StepProps = {
  credentials: Credentials
  /** Signs in with a code. */
  signIn: (code: string) => Promise<Answer<SignedIn>>
  onSignedIn: (signedIn: SignedIn) => void
  /** Back to the password; with what the server says of it by now, if that is why. */
  onBack: (problem?: Problem) => void
}

/** Refusals that a further code does not help against. */
const OF_THE_PASSWORD: ReadonlySet<string> = new Set([
  'credentials-wrong',
  'address-not-verified',
  'second-factor-setup-needed',
])

/** The code of somebody who has a second factor. */
export function CodeStep({ signIn, onSignedIn, onBack }: StepProps) {
  const { t } = useLingui()
  const [kind, setKind] = useState<CodeKind>('authenticator')
  useScreenTitle(t`Enter your code`)
  const send = async (code: string) => {
    const answer = await signIn(code)
    if (answer.ok) onSignedIn(answer.value)
    else if (OF_THE_PASSWORD.has(answer.problem.slug)) onBack(answer.problem)
    return answer.ok ? null : answer.problem
  }
  return (
    <>
      <AccountHeading title={<Trans>Enter your code</Trans>}>
        {kind === 'recovery' ? (
          <Trans>One of the codes that you kept when you turned two-step sign-in on.</Trans>
        ) : (
          <Trans>Your account asks for a code beside the password.</Trans>
        )}
      </AccountHeading>
      <CodeForm autoFocus kind={kind} key={kind} onCode={send} submit={<Trans>Sign in</Trans>} />
      <div className="flex flex-wrap justify-between gap-2">
        <BackButton onPress={() => onBack()} />
        <OtherKind kind={kind} onChange={setKind} />
      </div>
      <p className="text-sm text-pretty text-muted">
        <Trans>
          Phone and recovery codes lost? An administrator of your Homeroom can let you in again.
        </Trans>
      </p>
    </>
  )
}

type Stage =
  | { status: 'beginning' }
  | { status: 'failed'; problem: Problem }
  | { status: 'waiting'; setup: SecondFactorSetup }
  | { status: 'on'; signedIn: SignedIn }

/** Where the school wants everybody like them to have a second factor, and they have none. */
export function SetupStep({ credentials, signIn, onSignedIn, onBack }: StepProps) {
  const { t } = useLingui()
  const [stage, setStage] = useState<Stage>({ status: 'beginning' })
  const [attempt, setAttempt] = useState(0)
  useScreenTitle(t`Set up two-step sign-in`)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again, the person stays the same
  useEffect(() => {
    let isGone = false
    void setUpSecondFactor(credentials).then((answer) => {
      if (isGone) return
      setStage(
        answer.ok
          ? { status: 'waiting', setup: answer.value }
          : { status: 'failed', problem: answer.problem },
      )
    })
    return () => {
      isGone = true
    }
  }, [attempt])

  const send = async (code: string) => {
    const answer = await signIn(code)
    if (answer.ok) {
      if (answer.value.recoveryCodes.length === 0) onSignedIn(answer.value)
      else setStage({ status: 'on', signedIn: answer.value })
      return null
    }
    const { slug } = answer.problem
    if (slug === 'second-factor-setup-needed') {
      // it waited too long
      setStage({ status: 'beginning' })
      setAttempt((count) => count + 1)
    } else if (OF_THE_PASSWORD.has(slug) || slug === 'second-factor-needed') {
      onBack(answer.problem)
    }
    return answer.problem
  }

  if (stage.status === 'on') {
    return (
      <>
        <AccountHeading title={<Trans>Two-step sign-in is on</Trans>} />
        <RecoveryCodes
          codes={stage.signedIn.recoveryCodes}
          email={credentials.email}
          size="lg"
          onKept={() => onSignedIn(stage.signedIn)}
        />
      </>
    )
  }
  return (
    <>
      <AccountHeading title={<Trans>Set up two-step sign-in</Trans>}>
        <Trans>
          Your school wants a code beside your password, so that nobody gets in who only knows the
          password.
        </Trans>
      </AccountHeading>
      {stage.status === 'beginning' && <Spinner className="text-accent-text" />}
      {stage.status === 'failed' && <ProblemNotice problem={stage.problem} />}
      {stage.status === 'waiting' && <SetupSteps setup={stage.setup} level="h2" onCode={send} />}
      <div className="flex flex-wrap gap-2">
        <BackButton onPress={() => onBack()} />
      </div>
    </>
  )
}

function BackButton({ onPress }: { onPress: () => void }) {
  return (
    <Button onPress={onPress}>
      <ArrowLeft size={18} aria-hidden />
      <Trans>Back</Trans>
    </Button>
  )
}
