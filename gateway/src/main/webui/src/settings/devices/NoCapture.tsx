import { CaptureFaultWords } from '../../devices'
import { Notice } from '../../shared/ui/Notice'

/** In place of what cannot be tried on this page. */
export function NoCapture() {
  return (
    <Notice kind="warn">
      <CaptureFaultWords device="camera" fault="unsupported" />
    </Notice>
  )
}
