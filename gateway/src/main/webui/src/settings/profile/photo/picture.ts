/** A picture that can be made a photo. `close` it when it is not shown any more. */
export type Picture = {
  /** With its type by content, whatever the file's name says. */
  blob: Blob
  /** Where an `<img>` finds it. */
  url: string
  /** Pixels, upright as it is shown. */
  width: number
  height: number
  close(): void
}

/** Why a file cannot be made a photo; found out before anything is sent. */
export type PictureFault = 'too-large' | 'not-a-picture' | 'unreadable' | 'too-many-pixels'

export type Opened = { ok: true; picture: Picture } | { ok: false; fault: PictureFault }

/** What the server takes. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp']
const MOST_BYTES = 10 * 1024 * 1024
const MOST_PIXELS = 40_000_000

export async function openPicture(file: Blob): Promise<Opened> {
  if (file.size > MOST_BYTES) return { ok: false, fault: 'too-large' }
  const type = pictureType(new Uint8Array(await file.slice(0, 12).arrayBuffer()))
  if (type === null) return { ok: false, fault: 'not-a-picture' }
  const blob = new Blob([file], { type })
  const url = URL.createObjectURL(blob)
  const close = () => URL.revokeObjectURL(url)
  const measured = await measure(url)
  if (typeof measured === 'string') {
    close()
    return { ok: false, fault: measured }
  }
  return { ok: true, picture: { blob, url, ...measured, close } }
}

/** The size comes with the file's beginning: what is too large is never unpacked. */
async function measure(url: string): Promise<{ width: number; height: number } | PictureFault> {
  const image = new Image()
  try {
    await new Promise((loaded, failed) => {
      image.onload = loaded
      image.onerror = failed
      image.src = url
    })
    const { naturalWidth: width, naturalHeight: height } = image
    if (width * height > MOST_PIXELS) return 'too-many-pixels'
    await image.decode()
    return { width, height }
  } catch {
    return 'unreadable'
  }
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]
const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

/** The media type by a file's first 12 bytes; null for anything that is no PNG, JPEG or WebP. */
export function pictureType(head: Uint8Array): string | null {
  const has = (bytes: readonly number[], at = 0) => bytes.every((byte, i) => head[at + i] === byte)
  if (has(PNG)) return 'image/png'
  if (has(JPEG)) return 'image/jpeg'
  return has(RIFF) && has(WEBP, 8) ? 'image/webp' : null
}
