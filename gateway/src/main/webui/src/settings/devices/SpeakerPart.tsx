import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useStore } from 'zustand'
import {
  canChooseSpeaker,
  DeviceSelect,
  deviceChoice,
  playTestTone,
  useAttached,
} from '../../devices'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { Part } from '../Part'

type Playing = 'no' | 'yes' | 'failed'

/** Where calls are heard. */
export function SpeakerPart() {
  const { t } = useLingui()
  const chosen = useStore(deviceChoice, ({ speaker }) => speaker)
  const [playing, setPlaying] = useState<Playing>('no')
  const { speaker } = useAttached(playing)
  const play = async () => {
    setPlaying('yes')
    setPlaying(
      await playTestTone(chosen?.id ?? null).then(
        () => 'no',
        () => 'failed',
      ),
    )
  }
  return (
    <Part
      title={<Trans>Speaker</Trans>}
      about={<Trans>Three notes on the left, then three on the right.</Trans>}
      end={
        <Button kind="outline" isPending={playing === 'yes'} onPress={() => void play()}>
          <Trans>Play a test tone</Trans>
        </Button>
      }
    >
      {playing === 'failed' && (
        <Notice kind="bad">
          <Trans>Nothing could be played there. Is the speaker still connected?</Trans>
        </Notice>
      )}
      {canChooseSpeaker() ? (
        <DeviceSelect kind="speaker" label={t`Speaker to use`} attached={speaker} />
      ) : (
        <p className="text-sm text-muted">
          <Trans>In this browser the speaker is chosen in the system’s settings.</Trans>
        </p>
      )}
    </Part>
  )
}
