import { zodResolver } from '@hookform/resolvers/zod'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { deleteOwnAccount, FormField, passwordField, useAccount } from '../../account'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { TextField } from '../../shared/ui/TextField'

/** Says what happens, and asks for the password and for the address in full: nobody gets here by mistake. */
export function DeleteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Delete your account?`} isOpen onOpenChange={onClose}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        <ul className="grid list-disc gap-1.5 ps-5 text-base text-pretty">
          <li>
            <Trans>
              Your name, photo and status are gone. Others see “Deleted account” instead.
            </Trans>
          </li>
          <li>
            <Trans>What you wrote stays where it is, for those you wrote to.</Trans>
          </li>
          <li>
            <Trans>You are signed out everywhere, and what this device keeps is deleted.</Trans>
          </li>
          <li>
            <Trans>Your email address is free at once, for you or anybody who has it.</Trans>
          </li>
        </ul>
        <DeleteForm onCancel={onClose} />
      </div>
    </Dialog>
  )
}

const form = z.object({ password: passwordField })

function DeleteForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useLingui()
  const { email } = useAccount()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { password: '' },
  })
  const isMeant = typed.trim().toLowerCase() === email.toLowerCase()

  const submit = handleSubmit(async ({ password }) => {
    if (!isMeant) return
    setProblem(null)
    // the guard of the app leads to the sign-in screen, which says what was done
    const answer = await deleteOwnAccount(password)
    if (answer.ok) return
    if (answer.problem.slug === 'password-wrong')
      return setError('password', { message: 'password-wrong' }, { shouldFocus: true })
    setProblem(answer.problem)
  })

  return (
    <form noValidate className="grid gap-5" onSubmit={submit}>
      <TextField
        label={t`Type your email address to confirm`}
        name="confirmation"
        autoComplete="off"
        spellCheck="false"
        hint={<span className="wrap-anywhere">{email}</span>}
        value={typed}
        onChange={setTyped}
      />
      <FormField
        control={control}
        name="password"
        autoComplete="current-password"
        label={t`Your password`}
      />
      {problem?.slug === 'last-administrator' ? (
        <Notice kind="bad">
          <Trans>You are the only administrator. Make somebody else one first, under People.</Trans>
        </Notice>
      ) : (
        problem && <ProblemNotice problem={problem} />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button kind="outline" onPress={onCancel}>
          <Trans>Keep my account</Trans>
        </Button>
        <Button
          type="submit"
          kind="danger"
          isDisabled={!isMeant}
          isPending={formState.isSubmitting}
        >
          <Trans>Delete for good</Trans>
        </Button>
      </div>
    </form>
  )
}
