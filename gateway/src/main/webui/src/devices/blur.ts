import { useEffect, useState } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from '../shared/device'

/** Whether the person wants what is behind them blurred, on this device of theirs. */
export const blurChoice: StoreApi<boolean> = createStore<boolean>(() => kept('blur') === 'on')

export function chooseBlur(isWanted: boolean): void {
  keep('blur', isWanted ? 'on' : 'off')
  blurChoice.setState(isWanted, true)
}

/**
 * What a camera does with what is behind the person (`backgroundBlur`, W3C Media Capture Extensions). `none`: neither
 * the browser nor the camera has it. `fixed`: the system decides, and the page is only told.
 */
export type Blur = { kind: 'none' } | { kind: 'fixed' | 'free'; isOn: boolean }

export function blurOf(track: MediaStreamTrack): Blur {
  // Firefox had none of it for long
  const can = track.getCapabilities?.().backgroundBlur ?? []
  if (can.length === 0) return { kind: 'none' }
  const isOn = track.getSettings().backgroundBlur ?? false
  return { kind: can.includes(true) && can.includes(false) ? 'free' : 'fixed', isOn }
}

/** Has a camera do what the person wants, now and whenever they want something else, until the returned function is called. */
export function followBlurChoice(track: MediaStreamTrack): () => void {
  const apply = () => {
    const blur = blurOf(track)
    const isWanted = blurChoice.getState()
    if (blur.kind !== 'free' || blur.isOn === isWanted) return
    track
      .applyConstraints({ ...track.getConstraints(), backgroundBlur: isWanted })
      // the track says so by a change of its configuration, and not in every browser
      .then(() => track.dispatchEvent(new Event('configurationchange')))
      // a camera that was unplugged meanwhile; what it does is still shown
      .catch(() => undefined)
  }
  apply()
  return blurChoice.subscribe(apply)
}

/** What a camera does at the moment, also if the person has the system change it. */
export function useBlur(track: MediaStreamTrack | null): Blur {
  const [blur, setBlur] = useState<Blur>({ kind: 'none' })
  useEffect(() => {
    if (!track) return setBlur({ kind: 'none' })
    const look = () => setBlur(blurOf(track))
    look()
    track.addEventListener('configurationchange', look)
    return () => track.removeEventListener('configurationchange', look)
  }, [track])
  return blur
}
