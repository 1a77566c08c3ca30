import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { calling } from '../shared/calling'
import { spoken } from '../shared/i18n/language'
import type { CallLine } from './CallLine'
import { partOf } from './calls'
import { currentLine } from './current'
import type { Wanted } from './stage/CallStage'

// most of the time nobody calls
const CallStage = lazy(() => spoken('call', spoken('devices', import('./stage/CallStage'))))

/** What rings and what is talked in, over whatever screen is shown. */
export function CallProvider() {
  const line = useStore(currentLine)
  return line && <Calls key={line.me} line={line} />
}

function Calls({ line }: { line: CallLine }) {
  const [wanted, setWanted] = useState<Wanted | null>(null)
  // once there was a call, the stage stays for what it has to say after it
  const [isSet, setSet] = useState(false)
  const isNeeded = useStore(line.store, ({ calls }) =>
    Object.values(calls).some((call) =>
      ['rings', 'calls', 'talks'].includes(partOf(call, line.me, line.device)),
    ),
  )
  useEffect(() => {
    if (isNeeded) setSet(true)
  }, [isNeeded])
  useEffect(() => {
    if (!('RTCPeerConnection' in window)) return
    calling.setState({
      begin: (conversation, video) => {
        setSet(true)
        setWanted({ conversation, video })
      },
    })
    return () => calling.setState({ begin: null })
  }, [])
  if (!isSet) return null
  return (
    <Suspense fallback={null}>
      <CallStage line={line} wanted={wanted} />
    </Suspense>
  )
}
