import { useEffect } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the screen in front is called; null stands for the product alone. */
export const screenTitle: StoreApi<string | null> = createStore<string | null>(() => null)

/** What is more urgent than any screen, as who is calling; null for nothing. */
export const urgentTitle: StoreApi<string | null> = createStore<string | null>(() => null)

/** Names the page after its screen for as long as that is shown. */
export function useScreenTitle(title: string): void {
  useEffect(() => {
    screenTitle.setState(title, true)
    // the next screen may have named the page already
    return () => screenTitle.setState((current) => (current === title ? null : current), true)
  }, [title])
}
