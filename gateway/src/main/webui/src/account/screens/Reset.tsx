import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowRight, KeyRound, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { resetPassword } from '../api'
import { currentToken, freshToken } from '../current'
import { FormField } from '../FormField'
import { newPasswordField } from '../fields'
import { LINK_INVALID } from '../links'
import { PasswordWords } from '../strength/PasswordWords'
import { weakFault } from '../strength/weakness'
import { BigIcon } from './BigIcon'

type Resetting = 'choosing' | 'done' | 'invalid'

/** Where the link of a forgotten password leads. The link is used up only by a password that the server takes. */
export function Reset({ token }: { token: string }) {
  const { t } = useLingui()
  const [resetting, setResetting] = useState<Resetting>('choosing')
  useScreenTitle(t`Choose a new password`)
  return (
    <AccountLayout>
      {resetting === 'choosing' ? (
        <ResetForm token={token} onEnd={setResetting} />
      ) : (
        <div role="status" className="grid gap-7">
          {resetting === 'done' ? <Done /> : <Invalid />}
        </div>
      )}
    </AccountLayout>
  )
}

const form = z.object({ newPassword: newPasswordField })

function ResetForm({ token, onEnd }: { token: string; onEnd: (end: 'done' | 'invalid') => void }) {
  const { t } = useLingui()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { newPassword: '' },
  })
  const typed = useWatch({ control, name: 'newPassword' })

  const submit = handleSubmit(async ({ newPassword }) => {
    setProblem(null)
    const answer = await resetPassword({ token, password: newPassword })
    if (answer.ok) {
      // whoever is signed in here with that account is not any more, and hears of it before they go on
      void freshToken(currentToken() ?? undefined)
      return onEnd('done')
    }
    switch (answer.problem.slug) {
      case LINK_INVALID.reset:
        return onEnd('invalid')
      case 'password-weak':
        return setError(
          'newPassword',
          { message: weakFault(answer.problem) },
          { shouldFocus: true },
        )
      default:
        return setProblem(answer.problem)
    }
  })

  return (
    <>
      <AccountHeading title={<Trans>Choose a new password</Trans>}>
        <Trans>You are then signed out everywhere, so that nobody stays in by the old one.</Trans>
      </AccountHeading>
      <form noValidate className="grid gap-5" onSubmit={submit}>
        <FormField
          control={control}
          name="newPassword"
          autoComplete="new-password"
          label={t`New password`}
          hint={<PasswordWords password={typed} known={[]} />}
        />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" kind="primary" size="lg" isPending={formState.isSubmitting}>
          <Trans>Save the new password</Trans>
          <ArrowRight size={18} aria-hidden />
        </Button>
      </form>
    </>
  )
}

function Done() {
  return (
    <>
      <BigIcon icon={KeyRound} kind="ok" />
      <AccountHeading title={<Trans>Your new password is set</Trans>}>
        <Trans>You are signed out everywhere. Sign in with the new password.</Trans>
      </AccountHeading>
      <Link to="/sign-in" className={buttonClass({ kind: 'primary', size: 'lg' })}>
        <Trans>Sign in</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
    </>
  )
}

function Invalid() {
  return (
    <>
      <BigIcon icon={Unlink} kind="warn" />
      <AccountHeading title={<Trans>This link no longer works</Trans>}>
        <Trans>It was used already, is more than half an hour old, or a newer one was sent.</Trans>
      </AccountHeading>
      <Link to="/forgot" className={buttonClass({ kind: 'primary', size: 'lg' })}>
        <Trans>Send a new link</Trans>
        <ArrowRight size={18} aria-hidden />
      </Link>
    </>
  )
}
