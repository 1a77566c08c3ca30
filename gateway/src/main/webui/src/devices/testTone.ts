/** Whether this browser lets a page say where its sound comes out. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

/** Three rising notes on the left, three on the right: a loose plug is heard too. In seconds and hertz. */
const NOTES = [440, 554.4, 659.3]
const NOTE_S = 0.22
const LOUDNESS = 0.2

/**
 * Plays the test tone where the person wants to hear it.
 *
 * @param speaker device id; null is the system's
 * @returns when it has been heard; fails if the speaker is not there
 */
export async function playTestTone(speaker: string | null): Promise<void> {
  const context = new AudioContext()
  try {
    // an element, as a call's: a context of its own can be sent to a speaker in few browsers
    const out = new Audio()
    if (speaker && canChooseSpeaker()) await out.setSinkId(speaker)
    const destination = context.createMediaStreamDestination()
    out.srcObject = destination.stream
    await out.play()
    const sides = [-1, 1].flatMap((pan) => NOTES.map((hertz) => ({ pan, hertz })))
    const last = sides.map(({ pan, hertz }, i) => {
      const tone = context.createOscillator()
      const gain = context.createGain()
      const start = context.currentTime + 0.1 + i * NOTE_S
      tone.frequency.value = hertz
      gain.gain.setValueAtTime(0, start)
      gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02)
      gain.gain.exponentialRampToValueAtTime(0.001, start + 1.6 * NOTE_S)
      tone.connect(gain).connect(new StereoPannerNode(context, { pan })).connect(destination)
      tone.start(start)
      tone.stop(start + 1.6 * NOTE_S)
      return new Promise((ended) => tone.addEventListener('ended', ended, { once: true }))
    })
    await Promise.all(last)
    out.pause()
    out.srcObject = null
  } finally {
    await context.close()
  }
}
