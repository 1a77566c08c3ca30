import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useStore } from 'zustand'
import {
  CaptureFaultWords,
  DeviceSelect,
  deviceChoice,
  LevelMeter,
  microphoneConstraints,
  useAttached,
  useCapture,
} from '../../devices'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { Part } from '../Part'

/** How loud the microphone hears, on while the person tries it. */
export function MicrophonePart() {
  const { t } = useLingui()
  const choice = useStore(deviceChoice)
  const [isOn, setOn] = useState(false)
  const { capturing, tryAgain } = useCapture(isOn ? { audio: microphoneConstraints(choice) } : null)
  const { microphone } = useAttached(capturing.status)
  return (
    <Part
      title={<Trans>Microphone</Trans>}
      about={<Trans>Speak as you would in a lesson: the bars should move with your voice.</Trans>}
      end={
        <Button kind="outline" onPress={() => setOn(!isOn)}>
          {isOn ? <Trans>Stop the test</Trans> : <Trans>Test the microphone</Trans>}
        </Button>
      }
    >
      {capturing.status === 'live' && <LevelMeter stream={capturing.stream} />}
      {capturing.status === 'asking' && (
        <p role="status" className="text-sm text-muted">
          <Trans>Your browser may ask whether the microphone may be used.</Trans>
        </p>
      )}
      {capturing.status === 'failed' && (
        <Notice
          kind="bad"
          action={
            <Button size="sm" kind="outline" className="justify-self-start" onPress={tryAgain}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <CaptureFaultWords device="microphone" fault={capturing.fault} />
        </Notice>
      )}
      <DeviceSelect kind="microphone" label={t`Microphone to use`} attached={microphone} />
    </Part>
  )
}
