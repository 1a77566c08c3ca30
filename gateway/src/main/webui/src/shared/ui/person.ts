/** Somebody, as far as lists show people. */
export type PersonShown = {
  id: string
  name: string
  /** The name of their photo's files; without one, initials stand for it. */
  photo?: string | null
  /** The account is gone: name, photo and status with it. */
  deleted?: boolean
}

/** Sides in px in which the server keeps a photo. */
const PHOTO_SIDES = [64, 256, 1024] as const

const photoFile = (photo: string, side: (typeof PHOTO_SIDES)[number]): string =>
  `/api/users/photos/${encodeURIComponent(photo)}/${side}.jpg`

/** What an `<img>` of this side, in CSS px, needs to fetch the file that fits the screen. */
export const photoSources = (photo: string, side: number) => ({
  src: photoFile(photo, PHOTO_SIDES.find((kept) => kept >= side) ?? 1024),
  srcSet: PHOTO_SIDES.map((kept) => `${photoFile(photo, kept)} ${kept}w`).join(', '),
  sizes: `${side}px`,
})

/** Hues far enough apart to tell people by, and dark enough under white letters. */
const HUES = [262, 18, 158, 205, 330, 42, 120, 285, 190, 0, 60, 232] as const

/** The same person has the same colour everywhere. In degrees. */
export function pictureHue(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return HUES[sum % HUES.length] ?? HUES[0]
}

const HAN = /\p{Script=Han}/u

/** Two characters that stand for a name: the given name in Chinese, first letters elsewhere. */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (HAN.test(trimmed)) return [...trimmed.replace(/\s/g, '')].slice(-2).join('')
  const words = trimmed.split(/[\s-]+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}
