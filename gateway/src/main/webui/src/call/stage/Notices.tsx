import { Trans } from '@lingui/react/macro'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { CaptureFaultWords, useLevel } from '../../devices'
import { useCall, useOwn, useOwnCall } from './CallContext'
import { clockOf, useSecondsSince } from './CallTime'

/** What the person has to know of their own side. */
export function Notices({ name }: { name: string }) {
  const { media } = useOwnCall()
  const microphone = useOwn((own) => own.microphone)
  const camera = useOwn((own) => own.camera)
  const isSharing = useOwn(({ screen }) => screen.status === 'on')
  const isHeld = useCall((state) => state.isHeld)
  const phase = useCall((state) => state.phase)
  const brokenAt = useCall((state) => state.brokenAt)
  const isMuted = microphone.status === 'on' && microphone.isMuted
  return (
    <div className="pointer-events-none grid justify-items-center gap-2 px-4">
      {phase === 'connecting' && <Slow />}
      {brokenAt !== null && <Reconnecting since={brokenAt} />}
      {microphone.status === 'failed' && (
        <Notice action={<Again onPress={() => media.setHeard(true)} />}>
          <CaptureFaultWords device="microphone" fault={microphone.fault} />
        </Notice>
      )}
      {camera.status === 'failed' && (
        <Notice
          action={
            <>
              <Again onPress={() => media.setSeen(true)} />
              <Small onPress={() => media.setSeen(false)}>
                <Trans>Go on without camera</Trans>
              </Small>
            </>
          }
        >
          <CaptureFaultWords device="camera" fault={camera.fault} />
        </Notice>
      )}
      {isHeld && (
        <Notice>
          <Trans>The line is poor: {name} hears you, and does not see you for the moment.</Trans>
        </Notice>
      )}
      {isSharing && (
        <Notice
          action={
            <Small onPress={() => media.stopScreen()}>
              <Trans>Stop</Trans>
            </Small>
          }
        >
          <Trans>You are sharing your screen</Trans>
        </Notice>
      )}
      {isMuted && microphone.ear && <Unheard ear={microphone.ear} />}
    </div>
  )
}

function Notice({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className="pointer-events-auto flex max-w-full animate-rise flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-lg bg-ctl px-4 py-2 text-base"
    >
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  )
}

function Small({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button
      onPress={onPress}
      className="min-h-8 rounded-full bg-white/15 px-3 text-sm font-semibold hover:bg-white/25"
    >
      {children}
    </Button>
  )
}

const Again = ({ onPress }: { onPress: () => void }) => (
  <Small onPress={onPress}>
    <Trans>Try again</Trans>
  </Small>
)

function Reconnecting({ since }: { since: number }) {
  const time = clockOf(useSecondsSince(since))
  return (
    <div className="rounded-lg bg-ctl px-4 py-2 text-base tabular-nums">
      <Trans>Reconnecting… {time}</Trans>
    </div>
  )
}

const SLOW_S = 12

/** It takes a second; past this the network between the two is the likely reason. */
function Slow() {
  const [begun] = useState(Date.now)
  return (
    useSecondsSince(begun) >= SLOW_S && (
      <Notice>
        <Trans>Still connecting. The network of one of you may not let calls through.</Trans>
      </Notice>
    )
  )
}

const SPEAKING = 6
const SPOKEN_MS = 400
const SAID_MS = 4_000

/** Who speaks while muted is told so. */
function Unheard({ ear }: { ear: MediaStreamTrack }) {
  const stream = useMemo(() => new MediaStream([ear]), [ear])
  const isLoud = useLevel(stream) >= SPEAKING
  const [isSaid, setSaid] = useState(false)
  useEffect(() => {
    if (!isLoud) return
    const timer = setTimeout(() => setSaid(true), SPOKEN_MS)
    return () => clearTimeout(timer)
  }, [isLoud])
  useEffect(() => {
    if (!isSaid || isLoud) return
    const timer = setTimeout(() => setSaid(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [isSaid, isLoud])
  return (
    isSaid && (
      <Notice>
        <Trans>You are muted: press Ctrl+D to be heard</Trans>
      </Notice>
    )
  )
}
