import { Trans, useLingui } from '@lingui/react/macro'
import { Volume2, VolumeX } from 'lucide-react'
import { useId } from 'react'
import { useStore } from 'zustand'
import { chooseVolume, playSound, soundVolume } from '../../chat'
import { Button } from '../../shared/ui/Button'
import { Part } from '../Part'

const STEP = 5

/** How loud a message sounds on this device. */
export function Sound() {
  const { t } = useLingui()
  const id = useId()
  const volume = useStore(soundVolume)
  return (
    <Part
      title={<Trans>Sound</Trans>}
      about={<Trans>For messages and mentions, on this device.</Trans>}
      end={
        <Button kind="outline" isDisabled={volume === 0} onPress={() => void playSound()}>
          <Trans>Test the sound</Trans>
        </Button>
      }
    >
      <div className="flex items-center gap-3">
        <label htmlFor={id} className="text-base font-medium">
          <Trans>Volume</Trans>
        </label>
        {volume === 0 ? (
          <VolumeX size={18} aria-hidden className="text-muted" />
        ) : (
          <Volume2 size={18} aria-hidden className="text-muted" />
        )}
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={STEP}
          value={volume}
          aria-valuetext={volume === 0 ? t`Off` : `${volume} %`}
          onChange={(event) => chooseVolume(Number(event.target.value))}
          className="h-10 min-w-0 flex-1 cursor-pointer accent-accent"
        />
        <span className="w-12 text-end text-sm text-muted tabular-nums">
          {volume === 0 ? <Trans>Off</Trans> : `${volume} %`}
        </span>
      </div>
    </Part>
  )
}
