import { Trans } from '@lingui/react/macro'
import { FILE_LOST } from './Uploads'

/** Why a file does not go up, in a few words. */
export function UploadFault({ slug }: { slug: string }) {
  switch (slug) {
    case 'too-large':
      return <Trans>Too large</Trans>
    case 'file-quota-exceeded':
      return <Trans>No room left for your files</Trans>
    case FILE_LOST:
      return <Trans>Choose it again</Trans>
    default:
      return <Trans>Not uploaded</Trans>
  }
}
