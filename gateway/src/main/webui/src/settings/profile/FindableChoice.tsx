import { useLingui } from '@lingui/react/macro'
import { changeProfile, type Findable, useAccount } from '../../account'
import { type Choice, Choices } from '../Choices'
import { SavingProblem, SavingWord } from '../SavingLine'
import { useSaving } from '../useSaving'

/** Who finds the person when looking for somebody to write to. */
export function FindableChoice() {
  const { t } = useLingui()
  const { findable } = useAccount()
  const { saving, save } = useSaving((wanted: Findable) => changeProfile({ findable: wanted }))
  const choices: Choice<Findable>[] = [
    { value: 'everyone', label: t`Everyone here`, about: t`By your name or your email address` },
    {
      value: 'address',
      label: t`Those with your address`,
      about: t`By your whole email address only`,
    },
    { value: 'nobody', label: t`Nobody`, about: t`The chats you have go on` },
  ]
  // while it is being saved the wish is shown; if that fails, what holds is
  const shown = saving.status === 'saving' ? saving.value : findable
  return (
    <div className="grid gap-3">
      <Choices
        label={t`Who can find you`}
        choices={choices}
        value={shown}
        onChange={save}
        end={<SavingWord saving={saving} />}
      />
      <SavingProblem saving={saving} onTryAgain={save} />
    </div>
  )
}
