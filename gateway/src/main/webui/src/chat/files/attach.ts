import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { formatBytes } from '../../shared/i18n/format'
import { newId } from '../../shared/ids'
import { toast } from '../../shared/toasts'
import { useChatSync } from '../ChatContext'
import { MOST_FILES } from '../store/attachments'
import type { Attachment } from '../store/state'
import { looksLikePicture } from './fileKinds'

/** Smaller files are taken at once: whoever presses Enter in the next moment sends them too. The server has its say. */
const ASKED_FROM_BYTES = 8 << 20

/** Without an answer by then the upload is begun: the server says itself what it does not take. */
const ASK_MS = 1_000

const after = (ms: number): Promise<null> => new Promise((end) => setTimeout(() => end(null), ms))

/** Takes files that were chosen, dropped or pasted to what is written at a place; says what cannot be taken, and why. */
export function useAttach(place: string): (files: readonly File[]) => Promise<void> {
  const { t } = useLingui()
  const sync = useChatSync()
  return useCallback(
    async (files) => {
      const say = (text: string) => toast({ kind: 'problem', text })
      const before = sync.store.getState().attached[place] ?? []
      const wanted = files.slice(0, MOST_FILES - before.length)
      if (wanted.length < files.length) say(t`At most ${MOST_FILES} files go with one message.`)
      if (wanted.length === 0) return
      const isLarge = wanted.some(({ size }) => size >= ASKED_FROM_BYTES)
      const asked = isLarge ? await Promise.race([sync.api.fileUsage(), after(ASK_MS)]) : null
      const usage = asked?.ok ? asked.value : null
      const taken: File[] = []
      let room = usage ? usage.limit - usage.used : Number.POSITIVE_INFINITY
      for (const file of wanted) {
        const { name, size } = file
        if (usage && size > usage.largest)
          say(
            t`“${name}” is too large: it has ${formatBytes(size)}, and a file may have ${formatBytes(usage.largest)} at most.`,
          )
        else if (usage && size > room)
          say(
            t`There is no room for “${name}”: ${formatBytes(Math.max(0, room))} of your ${formatBytes(usage.limit)} are left. Messages with files that you delete make room.`,
          )
        else {
          room -= size
          taken.push(file)
        }
      }
      const attachments = await Promise.all(taken.map(describe))
      taken.forEach((file, i) => {
        const key = attachments[i]?.key
        if (key) sync.uploads.hold(key, file)
      })
      if (attachments.length > 0)
        sync.dispatch({ type: 'files.attached', place, files: attachments })
    },
    [sync, place, t],
  )
}

async function describe(file: File): Promise<Attachment> {
  const { name, size: bytes, type } = file
  const size = looksLikePicture(type, bytes) ? await measure(file) : null
  return { key: newId(Date.now()), name, bytes, type, ...size, file: null, problem: null }
}

/** The pixels of a picture as it is shown; null if it is none. */
async function measure(file: File): Promise<{ width: number; height: number } | null> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  image.src = url
  try {
    await new Promise((loaded, failed) => {
      image.onload = loaded
      image.onerror = failed
    })
    return { width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** What is on a clipboard as files; none where words are meant, beside which word processors put a picture of them. */
export function pastedFiles(data: DataTransfer): readonly File[] {
  const files = [...data.files]
  const words = data.getData('text/plain').trim()
  // a file manager puts the name there
  return words === '' || files.some(({ name }) => words.includes(name)) ? files : []
}

/** What was dropped, without folders: a browser takes them for files that cannot be read. */
export function droppedFiles(data: DataTransfer): { files: readonly File[]; hasFolder: boolean } {
  const items = [...data.items].filter(({ kind }) => kind === 'file')
  const folders = items.filter((item) => item.webkitGetAsEntry()?.isDirectory)
  const files = items
    .filter((item) => !folders.includes(item))
    .flatMap((item) => item.getAsFile() ?? [])
  return { files, hasFolder: folders.length > 0 }
}
