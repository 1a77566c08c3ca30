/** A note of a ringing: when it begins and how long it lasts, in seconds; its pitch in hertz. */
type Note = { at: number; hertz: number; lasts: number; loudness: number }
type Ringing = { notes: readonly Note[]; everyMs: number }

/** What the person who is called hears: a rising figure, twice, and a pause. */
export const RINGTONE: Ringing = {
  everyMs: 3_200,
  notes: [0, 0.9].flatMap((start) =>
    [523.3, 659.3, 784, 1046.5].map((hertz, i) => ({
      at: start + i * 0.16,
      hertz,
      lasts: 0.5,
      loudness: 0.22,
    })),
  ),
}

/** What the caller hears: the tone of a telephone that rings (ITU-T E.180: 425 Hz, 1 s of 4). */
export const RING_BACK: Ringing = {
  everyMs: 4_000,
  notes: [{ at: 0, hertz: 425, lasts: 1, loudness: 0.06 }],
}

/** Both are heard once: the line is gone. */
export const ENDED: readonly Note[] = [
  { at: 0, hertz: 523.3, lasts: 0.25, loudness: 0.12 },
  { at: 0.18, hertz: 392, lasts: 0.4, loudness: 0.12 },
]

let context: AudioContext | null = null

/** Before anything was pressed on the page a browser may keep it silent; then nothing is heard. */
async function running(): Promise<AudioContext | null> {
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume().catch(() => undefined)
  return context.state === 'running' ? context : null
}

function sound(on: AudioContext, { at, hertz, lasts, loudness }: Note, volume: number): GainNode {
  const tone = on.createOscillator()
  const gain = on.createGain()
  const start = on.currentTime + at
  tone.frequency.value = hertz
  gain.gain.setValueAtTime(0, start)
  gain.gain.linearRampToValueAtTime(loudness * volume, start + 0.02)
  gain.gain.setValueAtTime(loudness * volume, start + lasts * 0.6)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + lasts)
  tone.connect(gain).connect(on.destination)
  tone.start(start)
  tone.stop(start + lasts)
  return gain
}

export async function play(notes: readonly Note[]): Promise<void> {
  const on = await running()
  if (on) for (const note of notes) sound(on, note, 1)
}

/**
 * Rings until the returned function is called, and is silent at once then.
 *
 * @param volume 0 to 1
 */
export function ring({ notes, everyMs }: Ringing, volume: number): () => void {
  let sounding: GainNode[] = []
  let isOver = false
  const once = async () => {
    const on = await running()
    if (on && !isOver) sounding = notes.map((note) => sound(on, note, volume))
  }
  void once()
  const timer = setInterval(() => void once(), everyMs)
  return () => {
    isOver = true
    clearInterval(timer)
    for (const gain of sounding) gain.disconnect()
  }
}
