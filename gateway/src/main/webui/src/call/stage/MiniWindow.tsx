import { Trans, useLingui } from '@lingui/react/macro'
import { Maximize2, Mic, MicOff, PhoneOff, PictureInPicture2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { usePartner } from '../../chat'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { isHeard } from '../media/OwnMedia'
import { useCall, useOwn, useOwnCall } from './CallContext'
import { CallTime } from './CallTime'
import { Control, Switch } from './Control'
import { Picture } from './Picture'
import { useEndWords } from './useEndWords'

/** A call that goes on while the person is elsewhere in the app: on the right at the bottom; on phones a bar on top. */
export function MiniWindow({ onLarge }: { onLarge: () => void }) {
  const { t } = useLingui()
  const own = useOwnCall()
  const { phase, context, remote } = useCall((state) => state)
  const endWords = useEndWords()
  const conversation = (context.call ?? context.beginning)?.conversation ?? ''
  const person = usePartner(conversation)
  const nameOf = usePersonName()
  const name = person ? nameOf(person) : t`Somebody`
  const video = useRef<HTMLVideoElement>(null)
  const isOn = useOwn(({ microphone }) => isHeard(microphone))
  const seen =
    remote.screen && remote.tracks.screen
      ? remote.tracks.screen
      : remote.camera && !remote.paused
        ? remote.tracks.camera
        : null
  useEffect(() => {
    // on phones what is below makes room for the bar
    document.documentElement.dataset.callBar = ''
    return () => {
      delete document.documentElement.dataset.callBar
    }
  }, [])
  const answeredAt = context.call?.answeredAt
  return (
    <section
      aria-label={t`Call with ${name}`}
      data-region
      className="on-stage fixed inset-x-0 top-0 z-(--z-mini) flex animate-rise items-center gap-2 bg-stage px-2 py-1 text-stage-text shadow-pop sm:inset-x-auto sm:top-auto sm:right-4 sm:bottom-34 sm:w-72 sm:flex-col sm:items-stretch sm:overflow-hidden sm:rounded-lg sm:p-0"
    >
      {seen && phase !== 'over' && (
        <Picture
          ref={video}
          track={seen}
          label={t`Picture of ${name}`}
          className="hidden aspect-video w-full bg-tile object-cover sm:block"
        />
      )}
      <div className="flex min-w-0 flex-1 items-center gap-2.5 sm:px-3 sm:pt-2">
        {person && <Avatar person={person} size={32} />}
        <p className="min-w-0 flex-1 truncate text-base">
          <span className="font-semibold">{name}</span>{' '}
          <span role="status" className="text-sm text-stage-muted">
            {phase === 'over' ? (
              endWords(context)
            ) : phase === 'reconnecting' ? (
              <Trans>Reconnecting…</Trans>
            ) : answeredAt ? null : (
              <Trans>Calling…</Trans>
            )}
          </span>
          {phase === 'flowing' && answeredAt && (
            <span className="text-sm text-stage-muted">
              <CallTime answeredAt={answeredAt} />
            </span>
          )}
        </p>
      </div>
      <div className="flex items-center justify-center gap-2 sm:p-3 sm:pt-2">
        {phase !== 'over' && (
          <Switch
            label={t`Microphone`}
            keys="Control+D"
            icon={Mic}
            off={MicOff}
            isOn={isOn}
            onChange={(on) => own.media.setHeard(on)}
          />
        )}
        {document.pictureInPictureEnabled && seen && (
          <span className="hidden sm:block">
            <Control
              label={t`Picture over other windows`}
              icon={PictureInPicture2}
              onPress={() => void video.current?.requestPictureInPicture().catch(() => undefined)}
            />
          </span>
        )}
        <Control label={t`Make the call large`} icon={Maximize2} onPress={onLarge} />
        <Control
          label={phase === 'over' ? t`Close` : t`End call`}
          icon={PhoneOff}
          look="end"
          onPress={() => (phase === 'over' ? own.dismiss() : own.hangUp())}
        />
      </div>
    </section>
  )
}
