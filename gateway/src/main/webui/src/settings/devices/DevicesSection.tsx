import { useLingui } from '@lingui/react/macro'
import { canCapture } from '../../devices'
import { SectionFrame } from '../SectionFrame'
import { CameraPart } from './CameraPart'
import { MicrophonePart } from './MicrophonePart'
import { NoCapture } from './NoCapture'
import { SpeakerPart } from './SpeakerPart'

/** What calls and meetings will see and hear on this device, to be tried alone. */
export function DevicesSection() {
  const { t } = useLingui()
  return (
    <SectionFrame title={t`Camera and sound`}>
      {canCapture() ? (
        <>
          <CameraPart />
          <MicrophonePart />
        </>
      ) : (
        <NoCapture />
      )}
      <SpeakerPart />
    </SectionFrame>
  )
}
