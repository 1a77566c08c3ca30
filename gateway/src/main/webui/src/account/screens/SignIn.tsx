import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, Mail } from 'lucide-react'
import { type ComponentType, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { adoptLanguage, currentLanguage } from '../../shared/i18n/language'
import { type Problem, unreachable } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { linkClass } from '../../shared/ui/classes'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { requestLink, type SignedIn, signIn } from '../api'
import { session } from '../current'
import { FormField } from '../FormField'
import { emailField, passwordField } from '../fields'
import type { StepProps } from '../secondFactor/SignInSteps'
import { SignInProblem } from './SignInProblem'
import { WhySignedOut } from './WhySignedOut'

const form = z.object({ email: emailField, password: passwordField })

/** What comes after the password, by what the server says to it. Few have it, so it is fetched by those alone. */
async function stepAfter(problem: Problem): Promise<ComponentType<StepProps> | null> {
  switch (problem.slug) {
    case 'second-factor-needed':
      return (await import('../secondFactor/steps')).CodeStep
    case 'second-factor-setup-needed':
      return (await import('../secondFactor/steps')).SetupStep
    default:
      return null
  }
}

/** `email` is filled in for whoever has just proved that it is theirs. */
export function SignIn({ next, email = '' }: { next: string | undefined; email?: string }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [Step, setStep] = useState<ComponentType<StepProps> | null>(null)
  const { control, handleSubmit, formState, getValues } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { email, password: '' },
  })
  const typed = useWatch({ control, name: 'email' }).trim()
  useScreenTitle(t`Sign in`)

  const submit = handleSubmit(async (values) => {
    setProblem(null)
    const answer = await signIn(values)
    if (answer.ok) return enter(answer.value)
    try {
      const step = await stepAfter(answer.problem)
      if (!step) return setProblem(answer.problem)
      setStep(() => step)
    } catch {
      setProblem(unreachable)
    }
  })

  const enter = async ({ grant }: SignedIn) => {
    await adoptLanguage(grant.account.language)
    // the guard of this page then leads to where the person wanted to go
    session.begin(grant)
  }

  const sendLink = async () => {
    const answer = await requestLink({ email: typed, language: currentLanguage() })
    if (!answer.ok) return setProblem(answer.problem)
    await navigate({ to: '/sign-up', state: { sentTo: typed } })
  }

  if (Step) {
    const credentials = getValues()
    return (
      <AccountLayout>
        <Step
          credentials={credentials}
          signIn={(code) => signIn({ ...credentials, code })}
          onSignedIn={(signedIn) => void enter(signedIn)}
          onBack={(why) => {
            setStep(null)
            setProblem(why ?? null)
          }}
        />
      </AccountLayout>
    )
  }
  return (
    <AccountLayout>
      <AccountHeading title={<Trans>Welcome back</Trans>}>
        <Trans>Sign in to pick up where you left off.</Trans>
      </AccountHeading>
      <form noValidate className="grid gap-5" onSubmit={submit}>
        {!problem && <WhySignedOut />}
        <FormField
          control={control}
          name="email"
          type="email"
          autoComplete="username"
          label={t`Email`}
          icon={<Mail size={18} />}
        />
        <FormField
          control={control}
          name="password"
          autoComplete="current-password"
          label={t`Password`}
        />
        <Link
          to="/forgot"
          state={typed === '' ? {} : { email: typed }}
          className={`justify-self-start text-sm ${linkClass}`}
        >
          <Trans>Forgot your password?</Trans>
        </Link>
        {problem && <SignInProblem problem={problem} onSendLink={sendLink} />}
        <Button type="submit" kind="primary" size="lg" isPending={formState.isSubmitting}>
          <Trans>Sign in</Trans>
          <ArrowRight size={18} aria-hidden />
        </Button>
      </form>
      <p className="text-center text-base text-muted">
        <Trans>
          New here?{' '}
          <Link to="/sign-up" search={next ? { next } : {}} className={linkClass}>
            Create an account
          </Link>
        </Trans>
      </p>
    </AccountLayout>
  )
}
