import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from '../../shared/device'

/** How loud the sound of a message is on this device: 0 (off) to 100. */
export const soundVolume: StoreApi<number> = createStore<number>(() => {
  const volume = Number(kept('sound-volume') ?? 60)
  return Number.isFinite(volume) ? Math.min(100, Math.max(0, volume)) : 60
})

export function chooseVolume(volume: number): void {
  keep('sound-volume', String(volume))
  soundVolume.setState(volume, true)
}

/** Two notes, a fourth apart: heard, and gone before they disturb. */
const NOTES = [
  { at: 0, hertz: 659.3 },
  { at: 0.11, hertz: 880 },
]
const SECONDS = 0.45

let context: AudioContext | null = null

/** Before anything was pressed on the page a browser may keep it silent; then nothing is heard. */
export async function playSound(): Promise<void> {
  const volume = soundVolume.getState()
  if (volume === 0) return
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume().catch(() => undefined)
  if (context.state !== 'running') return
  // loudness is felt by its square
  const loudness = (volume / 100) ** 2 * 0.5
  for (const { at, hertz } of NOTES) {
    const tone = context.createOscillator()
    const gain = context.createGain()
    const start = context.currentTime + at
    tone.type = 'sine'
    tone.frequency.value = hertz
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(loudness, start + 0.01)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + SECONDS)
    tone.connect(gain).connect(context.destination)
    tone.start(start)
    tone.stop(start + SECONDS)
  }
}
