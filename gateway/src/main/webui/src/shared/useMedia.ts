import { useSyncExternalStore } from 'react'

/** Whether the screen is so, as it changes. For what styles alone cannot do, like the order of headings. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const list = matchMedia(query)
      list.addEventListener('change', tell)
      return () => list.removeEventListener('change', tell)
    },
    () => matchMedia(query).matches,
  )
}
