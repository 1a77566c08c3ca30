import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useOwnCall } from './CallContext'

/** Seconds as "3:07" or "1:02:07". */
export function clockOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** Whole seconds since a time, counting on while it is shown. In milliseconds since the epoch. */
export function useSecondsSince(at: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.floor((now - at) / 1_000))
}

/** How long they have talked. */
export function CallTime({ answeredAt }: { answeredAt: string }) {
  const { t } = useLingui()
  const { line } = useOwnCall()
  const offset = useStore(line.store, (state) => state.clockOffset)
  const seconds = useSecondsSince(Date.parse(answeredAt) - offset)
  return (
    <span role="timer" aria-label={t`Length of the call`} className="tabular-nums">
      {clockOf(seconds)}
    </span>
  )
}
