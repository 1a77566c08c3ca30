import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import * as z from 'zod/mini'
import {
  changePassword,
  FormField,
  newPasswordField,
  PasswordWords,
  passwordField,
  useAccount,
  weakFault,
} from '../../account'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Part } from '../Part'

/** The form comes when it is asked for: two password fields on a page are an invitation to password managers. */
export function ChangePassword({ onChanged }: { onChanged: () => void }) {
  const [changing, setChanging] = useState<'no' | 'yes' | 'done'>('no')
  return (
    <Part
      title={<Trans>Password</Trans>}
      about={<Trans>Changing it signs you out on all other devices.</Trans>}
      end={
        changing !== 'yes' && (
          <Button kind="outline" onPress={() => setChanging('yes')}>
            <Trans>Change password</Trans>
          </Button>
        )
      }
    >
      {changing === 'yes' && (
        <PasswordForm
          onCancel={() => setChanging('no')}
          onDone={() => {
            setChanging('done')
            onChanged()
          }}
        />
      )}
      {changing === 'done' && (
        <Notice kind="ok">
          <Trans>Your new password holds from now on. All other devices are signed out.</Trans>
        </Notice>
      )}
    </Part>
  )
}

const form = z.object({ password: passwordField, newPassword: newPasswordField })

function PasswordForm({ onCancel, onDone }: { onCancel: () => void; onDone: () => void }) {
  const { t } = useLingui()
  const { name, email } = useAccount()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { password: '', newPassword: '' },
  })
  const typed = useWatch({ control, name: 'newPassword' })

  const submit = handleSubmit(async ({ password, newPassword }) => {
    setProblem(null)
    const answer = await changePassword({ currentPassword: password, newPassword })
    if (answer.ok) return onDone()
    const { slug } = answer.problem
    if (slug === 'password-wrong')
      return setError('password', { message: slug }, { shouldFocus: true })
    if (slug === 'password-weak')
      return setError('newPassword', { message: weakFault(answer.problem) }, { shouldFocus: true })
    setProblem(answer.problem)
  })

  return (
    <form noValidate className="grid max-w-100 gap-5" onSubmit={submit}>
      {/* tells password managers whose password this is */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <FormField
        control={control}
        name="password"
        autoComplete="current-password"
        autoFocus
        label={t`Current password`}
      />
      <FormField
        control={control}
        name="newPassword"
        autoComplete="new-password"
        label={t`New password`}
        hint={<PasswordWords password={typed} known={[name, email]} />}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isPending={formState.isSubmitting}>
          <Trans>Save the new password</Trans>
        </Button>
        <Button kind="outline" onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}
