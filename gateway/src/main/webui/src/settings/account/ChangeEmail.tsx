import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { Mail } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { changeEmail, emailField, FormField, passwordField, useAccount } from '../../account'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Part } from '../Part'

type Changing = { status: 'no' } | { status: 'yes' } | { status: 'sent'; to: string }

/** The address one signs in with. A new one holds once the link mailed to it is followed. */
export function ChangeEmail() {
  const { email } = useAccount()
  const [changing, setChanging] = useState<Changing>({ status: 'no' })
  return (
    <Part
      title={<Trans>Email</Trans>}
      about={<span className="wrap-anywhere">{email}</span>}
      end={
        changing.status !== 'yes' && (
          <Button kind="outline" onPress={() => setChanging({ status: 'yes' })}>
            <Trans>Change email</Trans>
          </Button>
        )
      }
    >
      {changing.status === 'yes' && (
        <EmailForm
          onCancel={() => setChanging({ status: 'no' })}
          onSent={(to) => setChanging({ status: 'sent', to })}
        />
      )}
      {changing.status === 'sent' && changing.to !== email && (
        <Notice kind="ok">
          <Trans>
            We sent a link to <strong className="font-semibold">{changing.to}</strong>. Until you
            follow it, {email} stays your address.
          </Trans>
        </Notice>
      )}
    </Part>
  )
}

const form = z.object({ email: emailField, password: passwordField })

function EmailForm({ onCancel, onSent }: { onCancel: () => void; onSent: (to: string) => void }) {
  const { t } = useLingui()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { email: '', password: '' },
  })

  const submit = handleSubmit(async (values) => {
    setProblem(null)
    const answer = await changeEmail(values)
    if (answer.ok) return onSent(values.email)
    const { slug, violations = [] } = answer.problem
    if (slug === 'password-wrong')
      return setError('password', { message: slug }, { shouldFocus: true })
    if (slug === 'mail-domain-refused' || violations.some(({ field }) => field === 'email'))
      return setError('email', { message: slug }, { shouldFocus: true })
    setProblem(answer.problem)
  })

  return (
    <form noValidate className="grid max-w-100 gap-5" onSubmit={submit}>
      <FormField
        control={control}
        name="email"
        type="email"
        autoComplete="email"
        autoFocus
        label={t`New email address`}
        icon={<Mail size={18} />}
      />
      <FormField
        control={control}
        name="password"
        autoComplete="current-password"
        label={t`Your password`}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isPending={formState.isSubmitting}>
          <Trans>Send the link</Trans>
        </Button>
        <Button kind="outline" onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}
