import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { Mail, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { currentLanguage } from '../../shared/i18n/language'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { linkClass } from '../../shared/ui/classes'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { AccountHeading } from '../AccountHeading'
import { requestLink } from '../api'
import { FormField } from '../FormField'
import { emailField } from '../fields'
import { BigIcon } from './BigIcon'

const form = z.object({ email: emailField })

/** For whoever followed a link that does not work any more. */
export function NewLink() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { email: '' },
  })

  const submit = handleSubmit(async ({ email }) => {
    setProblem(null)
    const answer = await requestLink({ email, language: currentLanguage() })
    if (!answer.ok) return setProblem(answer.problem)
    await navigate({ to: '/sign-up', state: { sentTo: email } })
  })

  return (
    <>
      <BigIcon icon={Unlink} kind="warn" />
      <AccountHeading title={<Trans>This link no longer works</Trans>}>
        <Trans>
          It was used already, or is more than a day old. If you have followed it before, you can{' '}
          <Link to="/sign-in" className={linkClass}>
            sign in
          </Link>
          . Otherwise ask for a new one.
        </Trans>
      </AccountHeading>
      <form noValidate className="grid gap-5" onSubmit={submit}>
        <FormField
          control={control}
          name="email"
          type="email"
          autoComplete="email"
          label={t`Email`}
          icon={<Mail size={18} />}
        />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" kind="primary" size="lg" isPending={formState.isSubmitting}>
          <Trans>Send a new link</Trans>
        </Button>
      </form>
    </>
  )
}
