import { Trans, useLingui } from '@lingui/react/macro'
import { type SubmitEvent, useState } from 'react'
import * as z from 'zod/mini'
import { changeProfile, nameField, useAccount, useFaultText } from '../account'
import { Avatar } from '../shared/ui/Avatar'
import { Button } from '../shared/ui/Button'
import { TextField } from '../shared/ui/TextField'
import { SavingProblem, SavingWord } from './SavingLine'
import { SectionFrame } from './SectionFrame'
import { useSaving } from './useSaving'

export function ProfileSection() {
  const { t } = useLingui()
  const account = useAccount()
  const faultText = useFaultText()
  const [typed, setTyped] = useState(account.name)
  const [fault, setFault] = useState<string>()
  const { saving, save } = useSaving((name: string) => changeProfile({ name }))
  const isChanged = typed.trim() !== account.name

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const checked = z.safeParse(nameField, typed)
    const code = checked.success ? undefined : checked.error.issues[0]?.message
    setFault(code)
    if (checked.success && isChanged) save(checked.data)
  }

  return (
    <SectionFrame title={t`Profile`}>
      <div className="flex items-center gap-5">
        <Avatar id={account.id} name={typed.trim() || account.name} size={80} />
        <p className="text-base text-muted">
          <Trans>This is how others see you in lists and chats.</Trans>
        </p>
      </div>
      <form noValidate onSubmit={submit} className="grid gap-3">
        <TextField
          label={t`Name`}
          name="name"
          autoComplete="name"
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setFault(undefined)
          }}
          error={faultText('name', fault)}
        />
        <SavingProblem saving={saving} onTryAgain={save} />
        <div className="flex items-center gap-4">
          <Button
            type="submit"
            kind="primary"
            isDisabled={!isChanged}
            isPending={saving.status === 'saving'}
          >
            <Trans>Save name</Trans>
          </Button>
          <SavingWord saving={saving} />
        </div>
      </form>
    </SectionFrame>
  )
}
