import { Trans } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { useProblemText } from '../shared/i18n/useProblemText'
import { Button } from '../shared/ui/Button'
import { Notice } from '../shared/ui/Notice'
import { Spinner } from '../shared/ui/Spinner'
import type { Saving } from './useSaving'

/** Beside a field: that it is being saved, or is. Always in the page, so that a change is read out. */
export function SavingWord({ saving }: { saving: Saving<unknown> }) {
  return (
    <span role="status" className="inline-flex min-h-5 items-center gap-1.5 text-sm">
      {saving.status === 'saving' && (
        <span className="inline-flex items-center gap-1.5 text-muted">
          <Spinner className="size-4!" />
          <Trans>Saving…</Trans>
        </span>
      )}
      {saving.status === 'saved' && (
        <span className="inline-flex animate-appear items-center gap-1.5 font-medium text-ok-text">
          <Check size={16} aria-hidden />
          <Trans>Saved</Trans>
        </span>
      )}
    </span>
  )
}

/** Under a field that could not be saved. */
export function SavingProblem<Value>({
  saving,
  onTryAgain,
}: {
  saving: Saving<Value>
  onTryAgain: (value: Value) => void
}) {
  const problemText = useProblemText()
  if (saving.status !== 'failed') return null
  return (
    <Notice
      kind={saving.problem.slug === 'unreachable' ? 'warn' : 'bad'}
      action={
        <Button
          kind="outline"
          size="sm"
          className="justify-self-start"
          onPress={() => onTryAgain(saving.value)}
        >
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {problemText(saving.problem)}
    </Notice>
  )
}
