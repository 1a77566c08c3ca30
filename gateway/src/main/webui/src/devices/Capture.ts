import { followBlurChoice } from './blur'

/** Why there is no picture or no sound. */
export type CaptureFault = 'refused' | 'none' | 'in-use' | 'unsupported'

export type Opening = { ok: true; stream: MediaStream } | { ok: false; fault: CaptureFault }

/** Browsers hide cameras and microphones from pages that came over plain HTTP from elsewhere. */
export const canCapture = (): boolean => 'mediaDevices' in navigator

/** A camera or a microphone of the person's, on from `open` to `close`. */
export class Capture {
  readonly #onEnd: () => void
  #stream: MediaStream | null = null
  #isClosed = false
  #unfollow: (() => void)[] = []

  /** @param onEnd the device is gone, or the person took their leave back */
  constructor(onEnd: () => void = () => undefined) {
    this.#onEnd = onEnd
  }

  async open(constraints: MediaStreamConstraints): Promise<Opening> {
    if (!canCapture()) return { ok: false, fault: 'unsupported' }
    try {
      const stream = await capture(constraints)
      this.#stream = stream
      // closed while the person was being asked
      if (this.#isClosed) this.close()
      else this.#unfollow = stream.getVideoTracks().map(followBlurChoice)
      for (const track of stream.getTracks()) track.addEventListener('ended', this.#onEnd)
      return { ok: true, stream }
    } catch (thrown) {
      return { ok: false, fault: faultOf(thrown) }
    }
  }

  close(): void {
    this.#isClosed = true
    for (const stop of this.#unfollow) stop()
    this.#unfollow = []
    for (const track of this.#stream?.getTracks() ?? []) {
      track.removeEventListener('ended', this.#onEnd)
      track.stop()
    }
    this.#stream = null
  }
}

/** One that was chosen and is not there any more must not leave a person without any. */
async function capture(constraints: MediaStreamConstraints): Promise<MediaStream> {
  const { mediaDevices } = navigator
  try {
    return await mediaDevices.getUserMedia(constraints)
  } catch (thrown) {
    if (!(thrown instanceof OverconstrainedError)) throw thrown
    const any = (wanted: boolean | MediaTrackConstraints = false) =>
      typeof wanted === 'object' ? { ...wanted, deviceId: {} } : wanted
    const { audio, video } = constraints
    return mediaDevices.getUserMedia({ audio: any(audio), video: any(video) })
  }
}

function faultOf(thrown: unknown): CaptureFault {
  const name = thrown instanceof DOMException ? thrown.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'in-use'
}
