import { useRef } from 'react'
import { formatBytes } from '../../shared/i18n/format'
import type { MessageFile } from '../store/state'
import { DownloadLink, FileCard } from './FileCard'
import { usePlace, useSteadyPlace } from './usePlace'

/** Video or sound, played where it stands. What the browser cannot play is there to be saved. */
export function Player({ file, kind }: { file: MessageFile; kind: 'video' | 'audio' }) {
  const { id, name, bytes } = file
  const { place, onBad } = useSteadyPlace(id)
  const latest = usePlace(id)
  const resume = useRef<{ at: number; wasPlaying: boolean } | null>(null)
  if (place === 'gone')
    return (
      <FileCard
        shown={{
          at: 0,
          ...file,
          width: null,
          height: null,
          placeholder: null,
          file,
          attachment: null,
        }}
      />
    )
  const src = typeof place === 'object' ? place.content : undefined
  const shared = {
    src,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': name,
    // an address ends after some minutes, and whoever pauses goes on where they were
    onError: ({ currentTarget: media }: { currentTarget: HTMLMediaElement }) => {
      if (!media.getAttribute('src')) return
      resume.current = { at: media.currentTime, wasPlaying: media.played.length > 0 }
      onBad()
    },
    onLoadedMetadata: ({ currentTarget: media }: { currentTarget: HTMLMediaElement }) => {
      const before = resume.current
      resume.current = null
      if (!before) return
      media.currentTime = before.at
      if (before.wasPlaying) void media.play().catch(() => undefined)
    },
  }
  return (
    <figure className="grid w-full gap-1">
      {kind === 'video' ? (
        <video {...shared} playsInline className="aspect-video w-full rounded-lg bg-black" />
      ) : (
        <audio {...shared} className="h-13 w-full" />
      )}
      <figcaption className="flex items-center gap-2 text-xs text-muted">
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name} · <span className="tabular-nums">{formatBytes(bytes)}</span>
        </span>
        <DownloadLink
          name={name}
          href={typeof latest === 'object' ? latest.content : null}
          className="size-8!"
        />
      </figcaption>
    </figure>
  )
}
