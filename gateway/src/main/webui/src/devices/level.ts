import { useEffect, useState } from 'react'

/** A meter has so many steps. */
export const LEVEL_STEPS = 16

/** Quieter than this is a silent room, louder a voice close by; in decibels below full scale. */
const QUIET_DB = -56
const LOUD_DB = -12

const LOOK_MS = 60

/** How loud samples of −1 to 1 are, in steps of the meter: 0 to 16. */
export function levelOf(samples: Float32Array): number {
  let squares = 0
  for (const sample of samples) squares += sample * sample
  const decibels = 20 * Math.log10(Math.sqrt(squares / Math.max(1, samples.length)))
  const share = (decibels - QUIET_DB) / (LOUD_DB - QUIET_DB)
  return Math.round(LEVEL_STEPS * Math.min(1, Math.max(0, share)))
}

/** The level of a microphone's sound while it is shown. */
export function useLevel(stream: MediaStream | null): number {
  const [level, setLevel] = useState(0)
  useEffect(() => {
    if (!stream) return
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 2048
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      setLevel(levelOf(samples))
    }, LOOK_MS)
    return () => {
      clearInterval(timer)
      void context.close()
      setLevel(0)
    }
  }, [stream])
  return level
}
