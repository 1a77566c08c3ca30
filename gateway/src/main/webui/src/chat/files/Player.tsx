import { type RefObject, useEffect, useRef, useState } from 'react'
import { formatBytes } from '../../shared/i18n/format'
import { playerMoved, registerPlayer } from '../../shared/players'
import type { MessageFile } from '../store/state'
import { DownloadLink, FileCard } from './FileCard'
import { usePlace, useSteadyPlace } from './usePlace'

const SECOND_MS = 1_000

/** Video or sound, played where it stands. What the browser cannot play is there to be saved. */
export default function Player({
  file,
  kind,
  from,
}: {
  file: MessageFile
  kind: 'video' | 'audio'
  /** Where it begins to play, in milliseconds; it waits at its beginning otherwise. */
  from?: number
}) {
  const { id, name, bytes } = file
  const { place, onBad } = useSteadyPlace(id)
  const latest = usePlace(id)
  const resume = useRef(from === undefined ? null : { at: from / 1_000, wasPlaying: true })
  const media = useRef<(HTMLVideoElement & HTMLAudioElement) | null>(null)
  const { onMoved } = usePlayer(id, media, resume)
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
    ref: media,
    onTimeUpdate: onMoved,
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

/** Lets the page send it to a time: at once, or when it is known how long it is. */
function usePlayer(
  file: string,
  media: RefObject<HTMLMediaElement | null>,
  resume: RefObject<{ at: number; wasPlaying: boolean } | null>,
) {
  const [player] = useState(() => ({
    media: { kind: 'file' as const, file },
    position: () => Math.round((media.current?.currentTime ?? 0) * SECOND_MS),
    goTo: (position: number) => {
      const element = media.current
      if (!element) return
      element.scrollIntoView({ block: 'nearest' })
      const at = position / SECOND_MS
      if (element.readyState === HTMLMediaElement.HAVE_NOTHING)
        resume.current = { at, wasPlaying: true }
      else {
        element.currentTime = at
        void element.play().catch(() => undefined)
      }
    },
  }))
  useEffect(() => registerPlayer(player), [player])
  return { onMoved: () => playerMoved(player) }
}
