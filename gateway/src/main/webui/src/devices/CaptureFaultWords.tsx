import { Trans } from '@lingui/react/macro'
import type { CaptureFault } from './Capture'

/** Which device cannot be used, why, and what to do about it. */
export function CaptureFaultWords({
  device,
  fault,
}: {
  device: 'camera' | 'microphone'
  fault: CaptureFault
}) {
  const isCamera = device === 'camera'
  switch (fault) {
    case 'refused':
      return isCamera ? (
        <Trans>
          This browser does not let Homeroom use the camera. Allow it by the sign beside the
          address, then try again.
        </Trans>
      ) : (
        <Trans>
          This browser does not let Homeroom use the microphone. Allow it by the sign beside the
          address, then try again.
        </Trans>
      )
    case 'none':
      return isCamera ? (
        <Trans>There is no camera. Connect one, then try again.</Trans>
      ) : (
        <Trans>There is no microphone. Connect one, then try again.</Trans>
      )
    case 'in-use':
      return isCamera ? (
        <Trans>Another program may be using the camera. Close it, then try again.</Trans>
      ) : (
        <Trans>Another program may be using the microphone. Close it, then try again.</Trans>
      )
    case 'unsupported':
      return (
        <Trans>
          Browsers give cameras and microphones only to pages that come over HTTPS. Ask whoever runs
          this installation.
        </Trans>
      )
    default:
      return fault satisfies never
  }
}
