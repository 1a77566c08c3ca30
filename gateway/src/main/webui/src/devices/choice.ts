import * as z from 'zod/mini'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from '../shared/device'

export type DeviceKind = 'camera' | 'microphone' | 'speaker'

/** With its label, which the browser tells only while it is there. */
export type ChosenDevice = { id: string; label: string }

/** What the person chose on this device of theirs; null is whatever the system takes. */
export type DeviceChoice = Record<DeviceKind, ChosenDevice | null>

const CHOSEN = z.nullable(z.object({ id: z.string(), label: z.string() }))
const CHOICE = z.object({ camera: CHOSEN, microphone: CHOSEN, speaker: CHOSEN })
const NONE: DeviceChoice = { camera: null, microphone: null, speaker: null }

function remembered(): DeviceChoice {
  try {
    return CHOICE.parse(JSON.parse(kept('devices') ?? 'null'))
  } catch {
    return NONE
  }
}

export const deviceChoice: StoreApi<DeviceChoice> = createStore<DeviceChoice>(remembered)

export function chooseDevice(kind: DeviceKind, chosen: ChosenDevice | null): void {
  const choice = { ...deviceChoice.getState(), [kind]: chosen }
  keep('devices', JSON.stringify(choice))
  deviceChoice.setState(choice, true)
}

/** Not as a wish: Chromium (seen in 150) then takes another if it likes that better. Where it is not there, `Capture` takes any. */
const only = (chosen: ChosenDevice | null) => (chosen ? { deviceId: { exact: chosen.id } } : {})

export const cameraConstraints = ({ camera }: DeviceChoice): MediaTrackConstraints => ({
  ...only(camera),
  width: { ideal: 1280 },
  height: { ideal: 720 },
  ...(camera ? {} : { facingMode: 'user' }),
})

export const microphoneConstraints = ({ microphone }: DeviceChoice): MediaTrackConstraints => ({
  ...only(microphone),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
})
