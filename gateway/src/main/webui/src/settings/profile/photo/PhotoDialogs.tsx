import { CameraDialog } from './CameraDialog'
import { PhotoEditor } from './PhotoEditor'
import type { Picture } from './picture'

/** What is done with a photo in a dialog: a picture is taken, or a part of one is chosen. */
export type InDialog = { status: 'taking' } | { status: 'editing'; picture: Picture }

export default function PhotoDialogs({
  doing,
  onTaken,
  onDone,
}: {
  doing: InDialog
  onTaken: (picture: Blob | null) => void
  onDone: (isSaved: boolean) => void
}) {
  switch (doing.status) {
    case 'taking':
      return <CameraDialog onTaken={onTaken} onClose={() => onDone(false)} />
    case 'editing':
      return <PhotoEditor picture={doing.picture} onDone={onDone} />
    default:
      return doing satisfies never
  }
}
