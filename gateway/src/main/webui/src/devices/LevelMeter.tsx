import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { LEVEL_STEPS, useLevel } from './level'

/** From here on it is a voice rather than the room. */
const HEARD = 4

/** A pause between words is no silence. */
const HEARD_FOR_MS = 2_000

const STEPS = Array.from({ length: LEVEL_STEPS }, (_, step) => step)

/** How loud the microphone hears, in steps and in words. */
export function LevelMeter({ stream }: { stream: MediaStream }) {
  const { t } = useLingui()
  const level = useLevel(stream)
  const isHeard = useLasting(level >= HEARD, HEARD_FOR_MS)
  return (
    <div className="grid gap-1.5">
      <meter
        className="sr-only"
        min={0}
        max={LEVEL_STEPS}
        value={level}
        aria-label={t`Microphone level`}
        aria-valuetext={isHeard ? t`Sound is heard` : t`It is quiet`}
      />
      <div aria-hidden className="flex h-5 gap-1">
        {STEPS.map((step) => (
          <span
            key={step}
            className={`flex-1 rounded-xs transition-colors duration-120 ${step < level ? (step < LEVEL_STEPS - 2 ? 'bg-ok' : 'bg-warn') : 'bg-hover'}`}
          />
        ))}
      </div>
      <p className="text-sm text-muted">
        {isHeard ? <Trans>Sound is heard</Trans> : <Trans>It is quiet: say something</Trans>}
      </p>
    </div>
  )
}

/** Stays true for a while after it was. */
function useLasting(isNow: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (isNow) return setLasts(true)
    const timer = setTimeout(() => setLasts(false), ms)
    return () => clearTimeout(timer)
  }, [isNow, ms])
  return lasts
}
