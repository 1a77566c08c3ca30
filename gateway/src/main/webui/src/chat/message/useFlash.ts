import { useEffect, useState } from 'react'

/** Long enough to be found by the eye. */
const SHOWN_MS = 2_000

/**
 * What a link led to, for as long as it stands out.
 *
 * @param again another object for each time that one goes there
 */
export function useFlash(target: number | null, isThere = true, again: object | null = null) {
  const [over, setOver] = useState<{ target: number; again: object | null } | null>(null)
  useEffect(() => {
    if (target === null || !isThere) return
    const timer = setTimeout(() => setOver({ target, again }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [target, isThere, again])
  return over?.target === target && over?.again === again ? null : target
}
