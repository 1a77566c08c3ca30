import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** When what had the focus is gone with the screen it was on, the next one has it: Tab starts there, not at the top. */
export function useArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        // a page that was just loaded starts at its top
        if (fromLocation && pathChanged && document.activeElement === document.body) {
          document.getElementById('main')?.focus({ preventScroll: true })
        }
      }),
    [router],
  )
}
