import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import {
  BlurSwitch,
  CaptureFaultWords,
  canChooseSpeaker,
  DeviceSelect,
  LevelMeter,
  useAttached,
} from '../../devices'
import { Dialog } from '../../shared/ui/Dialog'
import { useOwn } from './CallContext'

/** Devices changed in the middle of a call. */
export function DeviceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const microphone = useOwn((own) => own.microphone)
  const camera = useOwn((own) => own.camera)
  const attached = useAttached(`${microphone.status} ${camera.status}`)
  const ear = microphone.status === 'on' ? microphone.ear : null
  const heard = useMemo(() => ear && new MediaStream([ear]), [ear])
  return (
    <Dialog isOpen title={t`Camera and sound`} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <div className="grid gap-5 px-5 pb-6">
        <div className="grid gap-2.5">
          <DeviceSelect kind="microphone" label={t`Microphone`} attached={attached.microphone} />
          {heard && <LevelMeter stream={heard} />}
          {microphone.status === 'failed' && (
            <p className="text-sm text-bad-text">
              <CaptureFaultWords device="microphone" fault={microphone.fault} />
            </p>
          )}
        </div>
        <div className="grid gap-2.5">
          <DeviceSelect kind="camera" label={t`Camera`} attached={attached.camera} />
          {camera.status === 'failed' && (
            <p className="text-sm text-bad-text">
              <CaptureFaultWords device="camera" fault={camera.fault} />
            </p>
          )}
          <BlurSwitch track={camera.status === 'on' ? camera.track : null} />
        </div>
        {canChooseSpeaker() ? (
          <DeviceSelect kind="speaker" label={t`Speaker`} attached={attached.speaker} />
        ) : (
          <p className="text-sm text-muted">
            <Trans>This browser plays sound where the system does.</Trans>
          </p>
        )}
      </div>
    </Dialog>
  )
}
