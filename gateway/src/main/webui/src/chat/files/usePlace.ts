import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useChatSync } from '../ChatContext'
import type { Id } from '../store/state'
import type { Place } from './FileAddresses'

/** Where a file can be had at any time while this is shown; undefined until it is known. */
export function usePlace(file: Id | null): Place | undefined {
  const { addresses } = useChatSync()
  useEffect(() => (file === null ? undefined : addresses.watch(file)), [addresses, file])
  return useStore(addresses.places, (places) => (file === null ? undefined : places[file]))
}

/**
 * As `usePlace`, for what is shown from its address: it stays the same, since another would be fetched anew, until what
 * is shown says that it is no good. Then there is one more try.
 */
export function useSteadyPlace(file: Id | null): { place: Place | undefined; onBad: () => void } {
  const { addresses } = useChatSync()
  const latest = usePlace(file)
  const [held, setHeld] = useState(latest)
  const [bad, setBad] = useState<Place | null>(null)
  const tries = useRef(0)
  const isHeld = typeof held === 'object' && held !== bad
  if (!isHeld && latest !== held && latest !== bad) setHeld(latest)
  const onBad = () => {
    if (file === null || typeof held !== 'object') return
    if (tries.current++ > 0) return setHeld('gone')
    setBad(held)
    addresses.renew(file)
  }
  return { place: held, onBad }
}
