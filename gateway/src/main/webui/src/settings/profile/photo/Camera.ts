/** Why there is no camera picture. */
export type CameraFault = 'refused' | 'none' | 'in-use'

export type Opening = { ok: true; stream: MediaStream } | { ok: false; fault: CameraFault }

/** Enough for the largest photo that is kept. */
const WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'user' }
const JPEG_QUALITY = 0.92

/** Browsers hide cameras from pages that came over plain HTTP from elsewhere. */
export const hasCameras = (): boolean => 'mediaDevices' in navigator

/** The person's camera, on from `open` to `close`. */
export class Camera {
  #stream: MediaStream | null = null
  #isClosed = false

  async open(): Promise<Opening> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED })
      this.#stream = stream
      // closed while the person was being asked
      if (this.#isClosed) this.close()
      return { ok: true, stream }
    } catch (thrown) {
      return { ok: false, fault: faultOf(thrown) }
    }
  }

  close(): void {
    this.#isClosed = true
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = null
  }
}

function faultOf(thrown: unknown): CameraFault {
  const name = thrown instanceof DOMException ? thrown.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'in-use'
}

/** What a video shows just now, as a JPEG; null while it shows nothing. Not mirrored, as others see a person. */
export function takePicture(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((taken) => canvas.toBlob(taken, 'image/jpeg', JPEG_QUALITY))
}
