import { Trans, useLingui } from '@lingui/react/macro'
import { MicOff } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { LEVEL_STEPS, useLevel } from '../../devices'
import { Avatar } from '../../shared/ui/Avatar'
import type { PersonShown } from '../../shared/ui/person'
import { useCall } from './CallContext'
import { Picture } from './Picture'

/** What is seen of the other side: their screen if they show it, else their picture, else who they are. */
export function Others({
  name,
  person,
  picture,
}: {
  name: string
  person: PersonShown | null
  picture: RefObject<HTMLVideoElement | null>
}) {
  const { t } = useLingui()
  const { tracks, screen, camera, paused, microphone } = useCall((state) => state.remote)
  const phase = useCall((state) => state.phase)
  const isLost = phase === 'reconnecting'
  const isTalking = phase === 'flowing' || isLost
  const seen = camera && !paused && tracks.camera
  return (
    <div
      className={`relative min-h-0 flex-1 transition-[filter] duration-320 ${isLost ? 'brightness-50' : ''}`}
    >
      {isTalking && screen && tracks.screen ? (
        <>
          <Screen track={tracks.screen} label={t`Screen of ${name}`} />
          {seen && (
            <Picture
              ref={picture}
              track={seen}
              label={t`Picture of ${name}`}
              className="absolute top-20 left-4 aspect-video w-32 rounded-lg bg-tile object-cover sm:w-44"
            />
          )}
        </>
      ) : isTalking && seen ? (
        <Picture
          ref={picture}
          track={seen}
          label={t`Picture of ${name}`}
          className="size-full object-cover sm:object-contain"
        />
      ) : (
        <div className="grid size-full place-content-center justify-items-center gap-5">
          {person && <Voice person={person} track={isTalking ? tracks.microphone : null} />}
          {isTalking && paused && camera && (
            <p className="text-base text-stage-muted">
              <Trans>Video paused to keep the sound</Trans>
            </p>
          )}
        </div>
      )}
      {isTalking && !microphone && (
        <p className="absolute bottom-28 left-4 inline-flex items-center gap-1.5 rounded-full bg-black/60 px-3 py-1.5 text-sm">
          <MicOff size={15} aria-hidden />
          <Trans>{name} is muted</Trans>
        </p>
      )}
    </div>
  )
}

/** Somebody who is heard and not seen: a ring as wide as they are loud. */
function Voice({ person, track }: { person: PersonShown; track: MediaStreamTrack | null }) {
  const stream = useMemo(() => track && new MediaStream([track]), [track])
  const level = useLevel(stream)
  return (
    <span
      className="rounded-full transition-shadow duration-120"
      style={{ boxShadow: `0 0 0 ${(level / LEVEL_STEPS) * 22}px rgb(176 171 255 / 0.35)` }}
    >
      <Avatar person={person} size={144} />
    </span>
  )
}

/** Letters are read at their own size too. */
function Screen({ track, label }: { track: MediaStreamTrack; label: string }) {
  const [isLarge, setLarge] = useState(false)
  return (
    <div className="thin size-full overflow-auto">
      <Picture
        track={track}
        label={label}
        className={isLarge ? 'max-w-none' : 'size-full object-contain'}
      />
      <Button
        onPress={() => setLarge(!isLarge)}
        className="absolute top-20 right-4 min-h-10 rounded-full bg-black/70 px-4 text-sm font-medium hover:bg-black"
      >
        {isLarge ? <Trans>Fit to the window</Trans> : <Trans>Show at full size</Trans>}
      </Button>
    </div>
  )
}
