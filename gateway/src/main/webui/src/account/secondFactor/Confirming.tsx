import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { confirmSecondFactor } from '../own'
import { SetupSteps } from './SetupSteps'

/** Shows the secret and asks for the first code. */
export function Confirming({
  setup,
  onConfirmed,
  onBeginAgain,
  onCancel,
}: {
  setup: { secret: string; uri: string }
  onConfirmed: (recoveryCodes: readonly string[]) => void
  onBeginAgain: () => void
  onCancel: () => void
}) {
  const [isOver, setOver] = useState(false)
  const send = async (code: string) => {
    const answer = await confirmSecondFactor(code)
    if (answer.ok) onConfirmed(answer.value.recoveryCodes)
    else if (answer.problem.slug === 'second-factor-setup-over') setOver(true)
    return answer.ok ? null : answer.problem
  }
  if (isOver) {
    return (
      <Notice
        kind="warn"
        action={
          <Button kind="outline" size="sm" className="justify-self-start" onPress={onBeginAgain}>
            <Trans>Begin again</Trans>
          </Button>
        }
      >
        <Trans>This took more than ten minutes, or was begun again elsewhere.</Trans>
      </Notice>
    )
  }
  return (
    <SetupSteps setup={setup} onCode={send} level="h3">
      <Button kind="outline" onPress={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </SetupSteps>
  )
}
