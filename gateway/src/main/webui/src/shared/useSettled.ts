import { useEffect, useState } from 'react'

/** Somebody types faster than this; each pause is one request. */
const PAUSE_MS = 250

/** A value that is being typed, once it has not changed for a quarter of a second. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
