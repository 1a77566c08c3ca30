import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { ArrowRight, Mail } from 'lucide-react'
import { useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { currentLanguage } from '../../shared/i18n/language'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { linkClass } from '../../shared/ui/classes'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { requestReset } from '../api'
import { FormField } from '../FormField'
import { emailField } from '../fields'
import { CheckEmail } from './CheckEmail'

type Values = { email: string }
const form = z.object({ email: emailField })
const sendLink = (email: string) => requestReset({ email, language: currentLanguage() })

/** The form, then word of the mail: the same for every address, whether it has an account or not. */
export function Forgot() {
  const navigate = useNavigate()
  const { sentTo, email = '' } = useLocation({ select: ({ state }) => state })
  const filled = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { email },
  })
  if (sentTo === undefined) {
    return (
      <ForgotForm
        form={filled}
        onSent={(to) => void navigate({ to: '/forgot', state: { sentTo: to } })}
      />
    )
  }
  return (
    <CheckEmail
      onSendAgain={() => sendLink(sentTo)}
      onChangeAddress={() => void navigate({ to: '/forgot', replace: true })}
    >
      <Trans>
        If <strong className="font-semibold wrap-anywhere text-text">{sentTo}</strong> has an
        account, a link is on its way. Follow it within half an hour to choose a new password.
      </Trans>
    </CheckEmail>
  )
}

function ForgotForm({
  form: { control, handleSubmit, formState },
  onSent,
}: {
  form: UseFormReturn<Values>
  onSent: (email: string) => void
}) {
  const { t } = useLingui()
  const [problem, setProblem] = useState<Problem | null>(null)
  useScreenTitle(t`Forgot your password?`)

  const submit = handleSubmit(async ({ email }) => {
    setProblem(null)
    const answer = await sendLink(email)
    if (answer.ok) onSent(email)
    else setProblem(answer.problem)
  })

  return (
    <AccountLayout>
      <AccountHeading title={<Trans>Forgot your password?</Trans>}>
        <Trans>Tell us the address you sign in with. We mail you a link to choose a new one.</Trans>
      </AccountHeading>
      <form noValidate className="grid gap-5" onSubmit={submit}>
        <FormField
          control={control}
          name="email"
          type="email"
          autoComplete="username"
          label={t`Email`}
          icon={<Mail size={18} />}
        />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" kind="primary" size="lg" isPending={formState.isSubmitting}>
          <Trans>Send the link</Trans>
          <ArrowRight size={18} aria-hidden />
        </Button>
      </form>
      <p className="text-center text-base text-muted">
        <Trans>
          Remembered it?{' '}
          <Link to="/sign-in" className={linkClass}>
            Sign in
          </Link>
        </Trans>
      </p>
    </AccountLayout>
  )
}
