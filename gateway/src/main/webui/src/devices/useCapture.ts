import { useEffect, useState } from 'react'
import { Capture, type CaptureFault } from './Capture'

export type Capturing =
  | { status: 'off' }
  | { status: 'asking' }
  | { status: 'live'; stream: MediaStream }
  | { status: 'failed'; fault: CaptureFault }

const OFF: Capturing = { status: 'off' }

/**
 * What a device sees or hears, for as long as something is wanted of it; it is released when nothing is any more, or
 * when whoever asks goes. Other wishes open it anew.
 */
export function useCapture(wanted: MediaStreamConstraints | null): {
  capturing: Capturing
  tryAgain: () => void
} {
  const [capturing, setCapturing] = useState<Capturing>(OFF)
  const [attempt, setAttempt] = useState(0)
  const key = wanted && JSON.stringify(wanted)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    if (key === null) return
    let isGone = false
    // unplugged: the browser may have another one
    const capture = new Capture(() => setAttempt((count) => count + 1))
    setCapturing({ status: 'asking' })
    void capture.open(JSON.parse(key)).then((opening) => {
      if (isGone) return
      setCapturing(
        opening.ok
          ? { status: 'live', stream: opening.stream }
          : { status: 'failed', fault: opening.fault },
      )
    })
    return () => {
      isGone = true
      capture.close()
      setCapturing(OFF)
    }
  }, [key, attempt])

  return { capturing, tryAgain: () => setAttempt((count) => count + 1) }
}
