import { Trans, useLingui } from '@lingui/react/macro'
import { Camera, CameraOff } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import {
  BlurSwitch,
  CaptureFaultWords,
  cameraConstraints,
  DeviceSelect,
  deviceChoice,
  OwnPicture,
  useAttached,
  useCapture,
} from '../../devices'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { Spinner } from '../../shared/ui/Spinner'
import { Part } from '../Part'

/** The camera's picture, on while the person wants to see it. */
export function CameraPart() {
  const { t } = useLingui()
  const choice = useStore(deviceChoice)
  const [isOn, setOn] = useState(false)
  const { capturing, tryAgain } = useCapture(isOn ? { video: cameraConstraints(choice) } : null)
  const { camera } = useAttached(capturing.status)
  return (
    <Part
      title={<Trans>Camera</Trans>}
      about={<Trans>Nobody else sees this. The camera is on only while you look.</Trans>}
      end={
        <Button kind="outline" onPress={() => setOn(!isOn)}>
          {isOn ? <Trans>Turn the camera off</Trans> : <Trans>Turn the camera on</Trans>}
        </Button>
      }
    >
      <div className="relative grid aspect-video w-full place-items-center overflow-hidden rounded-lg bg-stage text-stage-muted">
        {capturing.status === 'live' ? (
          <OwnPicture stream={capturing.stream} className="size-full" />
        ) : capturing.status === 'asking' ? (
          <span role="status" className="grid justify-items-center gap-3 p-6 text-center text-sm">
            <Spinner />
            <Trans>Your browser may ask whether the camera may be used.</Trans>
          </span>
        ) : capturing.status === 'failed' ? (
          <CameraOff size={32} aria-hidden />
        ) : (
          <span className="grid justify-items-center gap-2 text-sm">
            <Camera size={32} aria-hidden />
            <Trans>The camera is off</Trans>
          </span>
        )}
      </div>
      {capturing.status === 'failed' && (
        <Notice
          kind="bad"
          action={
            <Button size="sm" kind="outline" className="justify-self-start" onPress={tryAgain}>
              <Trans>Try again</Trans>
            </Button>
          }
        >
          <CaptureFaultWords device="camera" fault={capturing.fault} />
        </Notice>
      )}
      <BlurSwitch
        track={capturing.status === 'live' ? (capturing.stream.getVideoTracks()[0] ?? null) : null}
      />
      <DeviceSelect kind="camera" label={t`Camera to use`} attached={camera} />
    </Part>
  )
}
