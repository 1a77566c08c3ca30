import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import type { Attachment, MessageFile } from '../store/state'
import { FileCard } from './FileCard'
import { looksLikePicture } from './fileKinds'
import { PictureGrid } from './PictureGrid'

// they come with the first picture that somebody opens, and the first film or sound that is shown
const Viewer = lazy(() => import('./Viewer'))
const Player = lazy(() => import('./Player'))

/** A file of a message, as far as it has come: what the server says of it, what this device knows of it, or both. */
export type ShownFile = {
  /** Its place among those of the message, which never changes. */
  at: number
  name: string
  type: string
  bytes: number
  width: number | null
  height: number | null
  /** ThumbHash in Base64. */
  placeholder: string | null
  file: MessageFile | null
  attachment: Attachment | null
}

export const isPicture = (one: ShownFile): one is ShownFile & { width: number; height: number } =>
  one.width !== null && one.height !== null

const shownFile = (file: MessageFile, at: number): ShownFile => ({
  at,
  name: file.name,
  type: file.type,
  bytes: file.bytes,
  width: file.width ?? null,
  height: file.height ?? null,
  placeholder: file.placeholder ?? null,
  file,
  attachment: null,
})

function shownAttachment(attachment: Attachment, at: number): ShownFile {
  if (attachment.file) return { ...shownFile(attachment.file, at), attachment }
  const { name, type, bytes, width = null, height = null } = attachment
  const isShown = looksLikePicture(type, bytes)
  return {
    at,
    name,
    type,
    bytes,
    width: isShown ? width : null,
    height: isShown ? height : null,
    placeholder: null,
    file: null,
    attachment,
  }
}

const none: readonly never[] = []

/** The files of a message: pictures side by side, what can be heard or seen played in place, the others to be saved. */
export function MessageFiles({
  files = none,
  attached = none,
}: {
  files?: readonly MessageFile[] | undefined
  /** Of a message of one's own that is on its way. */
  attached?: readonly Attachment[] | undefined
}) {
  const { t } = useLingui()
  const [opened, setOpened] = useState<number | null>(null)
  const shown = attached.length > 0 ? attached.map(shownAttachment) : files.map(shownFile)
  if (shown.length === 0) return null
  const pictures = shown.filter(isPicture)
  const others = shown.filter((one) => !isPicture(one))
  const sent = pictures.flatMap(({ file }) => file ?? [])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={t`Files`}
      className="grid w-90 max-w-full grid-cols-[minmax(0,1fr)] justify-items-start gap-1.5 py-1"
    >
      {pictures.length > 0 && (
        <PictureGrid
          pictures={pictures}
          onOpen={(at) => setOpened(Math.min(at, sent.length - 1))}
        />
      )}
      {others.map((one) => (
        <Other key={one.at} shown={one} />
      ))}
      <Suspense fallback={null}>
        {opened !== null && sent.length > 0 && (
          <Viewer pictures={sent} first={opened} onClose={() => setOpened(null)} />
        )}
      </Suspense>
    </div>
  )
}

function Other({ shown }: { shown: ShownFile }) {
  const [family] = shown.type.split('/')
  if (shown.file && !shown.attachment && (family === 'video' || family === 'audio'))
    return (
      <Suspense
        fallback={
          <div
            className={`mb-9 w-full ${family === 'video' ? 'aspect-video rounded-lg bg-black' : 'h-13'}`}
          />
        }
      >
        <Player file={shown.file} kind={family} />
      </Suspense>
    )
  return <FileCard shown={shown} />
}
