import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Own } from '../media/OwnMedia'
import type { OwnCall, OwnCallState } from '../OwnCall'

export const CallContext = createContext<OwnCall | null>(null)

/** The call of this device; only on the stage. */
export function useOwnCall(): OwnCall {
  const own = use(CallContext)
  if (!own) throw new Error('there is no stage here')
  return own
}

/** A slice of how the own call stands. Select the smallest that is needed. */
export const useCall = <T>(select: (state: OwnCallState) => T): T =>
  useStore(useOwnCall().store, select)

/** A slice of what this device sends. */
export const useOwn = <T>(select: (own: Own) => T): T => useStore(useOwnCall().media.store, select)
