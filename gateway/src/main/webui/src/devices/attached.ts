import { useEffect, useState } from 'react'
import { canCapture } from './Capture'
import type { ChosenDevice, DeviceKind } from './choice'

const KINDS: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
}

/** Chromium lists the system's choice once more under these names. */
const ALIASES = new Set(['default', 'communications'])

export type Attached = Record<DeviceKind, readonly ChosenDevice[]>

const NONE: Attached = { camera: [], microphone: [], speaker: [] }

/** What is attached, as far as the browser tells: without leave for its kind, a device has no name and is left out. */
async function attached(): Promise<Attached> {
  const devices = canCapture() ? await navigator.mediaDevices.enumerateDevices() : []
  const of = (kind: DeviceKind) =>
    devices
      .filter((device) => KINDS[device.kind] === kind)
      .filter(({ deviceId, label }) => deviceId && label && !ALIASES.has(deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, label }))
  return { camera: of('camera'), microphone: of('microphone'), speaker: of('speaker') }
}

/** @param asOf something that changes when the browser may tell more, as after the person's leave */
export function useAttached(asOf: unknown): Attached {
  const [known, setKnown] = useState(NONE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is looked anew for whatever it is as of
  useEffect(() => {
    if (!canCapture()) return
    let isGone = false
    const look = () =>
      void attached().then((found) => {
        if (!isGone) setKnown(found)
      })
    look()
    navigator.mediaDevices.addEventListener('devicechange', look)
    return () => {
      isGone = true
      navigator.mediaDevices.removeEventListener('devicechange', look)
    }
  }, [asOf])
  return known
}
