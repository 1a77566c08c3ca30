import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Mail, ScrollText, UserRound } from 'lucide-react'
import { useState } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import { currentLanguage } from '../../shared/i18n/language'
import { deviceTimeZone } from '../../shared/i18n/timeZone'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { linkClass } from '../../shared/ui/classes'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { type RegistrationPolicy, register } from '../api'
import { FormField } from '../FormField'
import { emailField, nameField, newPasswordField } from '../fields'
import { PasswordWords } from '../strength/PasswordWords'
import { weakFault } from '../strength/weakness'
import { SignUpClosed } from './SignUpClosed'

const form = z.object({ name: nameField, email: emailField, password: newPasswordField })

export const emptySignUp = { name: '', email: '', password: '' }
export const signUpOptions = { resolver: zodResolver(form), mode: 'onTouched' } as const

type Values = typeof emptySignUp
const isField = (name: string): name is keyof Values => name in emptySignUp

export function SignUpForm({
  form: { control, handleSubmit, setError, formState },
  policy: { domains, terms },
  next,
  onSent,
  onOtherTerms,
}: {
  form: UseFormReturn<Values>
  policy: Pick<RegistrationPolicy, 'domains' | 'terms'>
  next: string | undefined
  onSent: (email: string) => void
  /** The school has other terms than the policy says. */
  onOtherTerms: () => Promise<void>
}) {
  const { t } = useLingui()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [name, email, password] = useWatch({ control, name: ['name', 'email', 'password'] })
  useScreenTitle(t`Create an account`)

  const submit = handleSubmit(async (values) => {
    setProblem(null)
    const answer = await register({
      ...values,
      language: currentLanguage(),
      timeZone: deviceTimeZone(),
      ...(terms !== undefined && { terms }),
    })
    if (answer.ok) return onSent(values.email)
    const { slug, violations = [] } = answer.problem
    if (slug === 'mail-domain-refused')
      return setError('email', { message: slug }, { shouldFocus: true })
    if (slug === 'password-weak')
      return setError('password', { message: weakFault(answer.problem) }, { shouldFocus: true })
    if (slug === 'terms-changed') await onOtherTerms()
    // the server has the last word on a field; its words are for programmers
    const refused = violations.map(({ field }) => field).filter(isField)
    for (const [i, field] of refused.entries()) setError(field, {}, { shouldFocus: i === 0 })
    if (refused.length === 0) setProblem(answer.problem)
  })

  // it was closed while the form was filled in
  if (problem?.slug === 'registration-closed') return <SignUpClosed />
  return (
    <AccountLayout>
      <AccountHeading title={<Trans>Create your account</Trans>}>
        <Trans>One place for your class: write, ask, and find what was said.</Trans>
      </AccountHeading>
      <form noValidate className="grid gap-5" onSubmit={submit}>
        <FormField
          control={control}
          name="name"
          autoComplete="name"
          label={t`Name`}
          icon={<UserRound size={18} />}
        />
        <FormField
          control={control}
          name="email"
          type="email"
          autoComplete="username"
          label={t`Email`}
          icon={<Mail size={18} />}
          {...(domains.length > 0 ? { hint: <Domains domains={domains} /> } : {})}
        />
        <FormField
          control={control}
          name="password"
          autoComplete="new-password"
          label={t`Password`}
          hint={<PasswordWords password={password} known={[name, email]} />}
        />
        {problem?.slug === 'terms-changed' ? (
          <Notice kind="warn" icon={ScrollText}>
            <Trans>The school’s terms have changed. Read them, then create your account.</Trans>
          </Notice>
        ) : (
          problem && <ProblemNotice problem={problem} />
        )}
        {terms !== undefined && <Terms url={terms} />}
        <Button type="submit" kind="primary" size="lg" isPending={formState.isSubmitting}>
          <Trans>Create account</Trans>
          <ArrowRight size={18} aria-hidden />
        </Button>
      </form>
      <p className="text-center text-base text-muted">
        <Trans>
          Have an account already?{' '}
          <Link to="/sign-in" search={next ? { next } : {}} className={linkClass}>
            Sign in
          </Link>
        </Trans>
      </p>
    </AccountLayout>
  )
}

/** In a tab of its own: the form is not to be lost by reading. */
function Terms({ url }: { url: string }) {
  return (
    <p className="text-sm text-muted">
      <Trans>
        By creating an account you agree to the{' '}
        <a href={url} target="_blank" rel="noreferrer" className={linkClass}>
          terms of your school
        </a>
        .
      </Trans>
    </p>
  )
}

/** Which addresses may sign up, in the words of the reader's language: "school.edu or class.example". */
function Domains({ domains }: { domains: readonly string[] }) {
  const { i18n } = useLingui()
  const list = new Intl.ListFormat(i18n.locale, { type: 'disjunction' }).format(domains)
  return <Trans>Use your address at {list}.</Trans>
}
