import { useEffect, useState } from 'react'

const secondsUntil = (deadline: number) => Math.max(0, Math.ceil((deadline - Date.now()) / 1_000))

/** Whole seconds left of a wait that can be started again, for as long or for another time. */
export function useCountdown(seconds: number): {
  left: number
  restart: (seconds?: number) => void
} {
  const [deadline, setDeadline] = useState(() => Date.now() + seconds * 1_000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    setLeft(secondsUntil(deadline))
    const timer = setInterval(() => {
      const now = secondsUntil(deadline)
      setLeft(now)
      if (now === 0) clearInterval(timer)
    }, 1_000)
    return () => clearInterval(timer)
  }, [deadline])
  return {
    left,
    restart: (other = seconds) => setDeadline(Date.now() + other * 1_000),
  }
}
