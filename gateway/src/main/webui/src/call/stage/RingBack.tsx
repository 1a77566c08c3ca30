import { useEffect } from 'react'
import { useCall } from './CallContext'
import { ENDED, play, RING_BACK, ring } from './sounds'

/** What the caller hears while it rings at the other side, and what both hear when the other side ends it. */
export function RingBack() {
  const phase = useCall((state) => state.phase)
  useEffect(() => {
    if (phase === 'calling') return ring(RING_BACK, 1)
    if (phase === 'over') void play(ENDED)
  }, [phase])
  return null
}
