import { Trans } from '@lingui/react/macro'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { Button } from '../../shared/ui/Button'
import type { Blocking } from './useBlocking'

/** What a block does, before it is done, and why it was not. */
export function BlockQuestion({ name, blocking }: { name: string; blocking: Blocking }) {
  const problemText = useProblemText()
  const { isAsking, isPending, problem, block, cancel } = blocking
  return (
    <>
      {problem && (
        <p role="alert" className="text-base text-bad-text">
          {problemText(problem)}
        </p>
      )}
      {isAsking && (
        <div className="grid gap-2 rounded-md bg-bad-soft p-3 text-base text-bad-text">
          <p>
            <Trans>
              Block {name}? You can no longer write to or call each other, and neither of you sees
              whether the other is online. In groups and channels you still read each other, but
              nothing they write there notifies you. They are not told.
            </Trans>
          </p>
          <span className="flex gap-2">
            <Button kind="danger" size="sm" autoFocus isPending={isPending} onPress={block}>
              <Trans>Block</Trans>
            </Button>
            <Button kind="outline" size="sm" onPress={cancel}>
              <Trans>Cancel</Trans>
            </Button>
          </span>
        </div>
      )}
    </>
  )
}
