import { Trans } from '@lingui/react/macro'
import type { PictureFault } from './picture'

/** Why a file cannot be made a photo, and what to do. */
export function PictureFaultWords({ fault }: { fault: PictureFault }) {
  switch (fault) {
    case 'too-large':
      return <Trans>This picture is larger than 10 MB. Choose a smaller one.</Trans>
    case 'not-a-picture':
      return <Trans>This is not a PNG, JPEG or WebP picture. Choose another file.</Trans>
    case 'unreadable':
      return <Trans>This picture is damaged and cannot be opened. Choose another one.</Trans>
    case 'too-many-pixels':
      return <Trans>This picture has more than 40 million pixels. Choose a smaller one.</Trans>
    default:
      return fault satisfies never
  }
}
