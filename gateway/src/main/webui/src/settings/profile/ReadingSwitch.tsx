import { useLingui } from '@lingui/react/macro'
import { readingShared, shareReading } from '../../chat'
import { Skeleton } from '../../shared/ui/Skeleton'
import { Toggle } from '../../shared/ui/Toggle'
import { NotLoaded } from '../NotLoaded'
import { SavingProblem, SavingWord } from '../SavingLine'
import { useLoaded } from '../useLoaded'
import { useSaving } from '../useSaving'

/** Whether others see what the person has read; who does not show it does not see it either. */
export function ReadingSwitch() {
  const { t } = useLingui()
  const { loaded, tryAgain, change } = useLoaded(readingShared)
  const { saving, save } = useSaving(async (wanted: boolean) => {
    const answer = await shareReading(wanted)
    if (answer.ok) change(() => answer.value)
    return answer
  })
  if (loaded.status === 'loading') return <Skeleton className="h-10 w-full" />
  if (loaded.status === 'failed')
    return <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />
  const shown = saving.status === 'saving' ? saving.value : loaded.value.sharesReading
  return (
    <div className="grid gap-2">
      <Toggle
        label={t`Show what you have read`}
        about={t`In chats and groups, others see how far you have read, and you see it of them. If this is off, neither is shown.`}
        isSelected={shown}
        onChange={save}
      />
      <SavingWord saving={saving} />
      <SavingProblem saving={saving} onTryAgain={save} />
    </div>
  )
}
