import { lazy, Suspense } from 'react'
import { useChats } from '../ChatContext'

// most of what is written brings no file
const AttachmentChips = lazy(() => import('./AttachmentChips'))

const none: readonly never[] = []

/** The files that go with what is being written, if there are some. */
export function Attachments({ place }: { place: string }) {
  const files = useChats((state) => state.attached[place] ?? none)
  return (
    <Suspense fallback={null}>
      {files.length > 0 && <AttachmentChips place={place} files={files} />}
    </Suspense>
  )
}
