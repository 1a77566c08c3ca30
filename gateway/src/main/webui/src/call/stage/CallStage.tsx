import { useEffect, useState } from 'react'
import { iceServers } from '../api'
import type { CallLine } from '../CallLine'
import { OwnCall } from '../OwnCall'
import { CallContext, useCall, useOwnCall } from './CallContext'
import { CallScreen } from './CallScreen'
import { Incoming } from './Incoming'
import { MiniWindow } from './MiniWindow'
import { RemoteSound } from './RemoteSound'
import { RingBack } from './RingBack'
import { useCallKeys } from './useCallKeys'
import { endedPlainly } from './useEndWords'

/** Another object for each time that somebody is to be called. */
export type Wanted = { conversation: string; video: boolean }

/** Everything of calls that is seen and heard. */
export default function CallStage({ line, wanted }: { line: CallLine; wanted: Wanted | null }) {
  const [own, setOwn] = useState<OwnCall | null>(null)
  useEffect(() => {
    const begun = new OwnCall({ line, servers: iceServers })
    setOwn(begun)
    return () => {
      begun.close()
      setOwn(null)
    }
  }, [line])
  useEffect(() => {
    if (own && wanted) own.call(wanted.conversation, wanted.video)
  }, [own, wanted])
  return (
    own && (
      <CallContext value={own}>
        <Stage />
      </CallContext>
    )
  )
}

/** So long is read what ended by itself; what failed stays. */
const READ_MS = 2_500

function useDismissal(): void {
  const own = useOwnCall()
  const isPlain = useCall(({ phase, context }) => phase === 'over' && endedPlainly(context))
  useEffect(() => {
    if (!isPlain) return
    const timer = setTimeout(() => own.dismiss(), READ_MS)
    return () => clearTimeout(timer)
  }, [isPlain, own])
}

function Stage() {
  const { line } = useOwnCall()
  const phase = useCall((state) => state.phase)
  const [isSmall, setSmall] = useState(false)
  useCallKeys()
  useDismissal()
  const isIdle = phase === 'idle'
  const isNew = phase === 'asking' || phase === 'answering'
  useEffect(() => {
    // the next call has the whole screen again
    if (isNew) setSmall(false)
  }, [isNew])
  return (
    <>
      <Incoming line={line} />
      {!isIdle &&
        (isSmall ? (
          <MiniWindow onLarge={() => setSmall(false)} />
        ) : (
          <CallScreen onSmall={() => setSmall(true)} />
        ))}
      <RemoteSound />
      <RingBack />
    </>
  )
}
