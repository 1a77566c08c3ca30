import { useEffect, useState } from 'react'

/** Long enough to be found by the eye. */
const SHOWN_MS = 2_000

/** What a link led to, for as long as it stands out. */
export function useFlash(target: number | null, isThere = true): number | null {
  const [over, setOver] = useState<number | null>(null)
  useEffect(() => {
    setOver(null)
    if (target === null || !isThere) return
    const timer = setTimeout(() => setOver(target), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [target, isThere])
  return over === target ? null : target
}
