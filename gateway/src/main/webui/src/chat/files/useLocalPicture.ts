import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useChatSync } from '../ChatContext'
import type { Attachment, Id } from '../store/state'
import type { UploadProgress } from './Uploads'

/** An address of the picture on this device, so that nothing is fetched that was here a moment ago; null without one. */
export function useLocalPicture(id: Id, isAttached: boolean): string | null {
  const { uploads } = useChatSync()
  const [, setLoaded] = useState<Id | null>(null)
  const shown = uploads.shownPicture(id)
  useEffect(() => {
    if (shown !== null || !isAttached) return
    let isWanted = true
    void uploads.picture(id).then(() => isWanted && setLoaded(id))
    return () => {
      isWanted = false
    }
  }, [uploads, id, shown, isAttached])
  return shown
}

export const useProgress = (key: Id): UploadProgress | null =>
  useStore(useChatSync().uploads.progress, (all) => all[key] ?? null)

/** How much of it is up, 0 to 1. */
export const partOf = ({ bytes, file }: Attachment, progress: UploadProgress | null): number =>
  file ? 1 : Math.min(1, (progress?.sent ?? 0) / Math.max(1, bytes))
