import { useLingui } from '@lingui/react/macro'
import { callPreference, letCall } from '../../chat'
import { Skeleton } from '../../shared/ui/Skeleton'
import { Toggle } from '../../shared/ui/Toggle'
import { NotLoaded } from '../NotLoaded'
import { SavingProblem, SavingWord } from '../SavingLine'
import { useLoaded } from '../useLoaded'
import { useSaving } from '../useSaving'

/** Whether the person may be called by those they have a chat with. */
export function CallSwitch() {
  const { t } = useLingui()
  const { loaded, tryAgain, change } = useLoaded(callPreference)
  const { saving, save } = useSaving(async (wanted: boolean) => {
    const answer = await letCall(wanted ? 'everybody' : 'nobody')
    if (answer.ok) change(() => answer.value)
    return answer
  })
  if (loaded.status === 'loading') return <Skeleton className="h-10 w-full" />
  if (loaded.status === 'failed')
    return <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />
  const shown = saving.status === 'saving' ? saving.value : loaded.value.from === 'everybody'
  return (
    <div className="grid gap-2">
      <Toggle
        label={t`Let people call you`}
        about={t`Those you have a chat with can call you. If this is off, nobody can, and you can still call them.`}
        isSelected={shown}
        onChange={save}
      />
      <SavingWord saving={saving} />
      <SavingProblem saving={saving} onTryAgain={save} />
    </div>
  )
}
