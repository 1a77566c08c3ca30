import { useLingui } from '@lingui/react/macro'
import { callPreference, letCall } from '../../chat'
import { Skeleton } from '../../shared/ui/Skeleton'
import { type Choice, Choices } from '../Choices'
import { NotLoaded } from '../NotLoaded'
import { SavingProblem, SavingWord } from '../SavingLine'
import { useLoaded } from '../useLoaded'
import { useSaving } from '../useSaving'

type Callers = Parameters<typeof letCall>[0]

/** By whom the person may be called. */
export function CallChoice() {
  const { t } = useLingui()
  const { loaded, tryAgain, change } = useLoaded(callPreference)
  const { saving, save } = useSaving(async (wanted: Callers) => {
    const answer = await letCall(wanted)
    if (answer.ok) change(() => answer.value)
    return answer
  })
  if (loaded.status === 'loading') return <Skeleton className="h-24 w-full" />
  if (loaded.status === 'failed')
    return <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />
  const choices: Choice<Callers>[] = [
    {
      value: 'everybody',
      label: t`Everyone you have a chat with`,
      about: t`Also who wrote to you first`,
    },
    {
      value: 'contacts',
      label: t`Those you have written to`,
      about: t`Once you have answered them`,
    },
    { value: 'nobody', label: t`No one`, about: t`You can still call them` },
  ]
  const shown = saving.status === 'saving' ? saving.value : loaded.value.from
  return (
    <div className="grid gap-3">
      <Choices
        label={t`Who can call you`}
        choices={choices}
        value={shown}
        onChange={save}
        end={<SavingWord saving={saving} />}
      />
      <SavingProblem saving={saving} onTryAgain={save} />
    </div>
  )
}
