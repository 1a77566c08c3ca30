/** The longest text of a message, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 16_384

/** From here on the person is told how much room is left. */
const NEAR_BYTES = MAX_TEXT_BYTES - 2_048

const encoder = new TextEncoder()

/** The text as it is sent: without what UTF-8 or a database cannot hold, and without the blanks around it. */
export const sendable = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim()

/**
 * How much room is left, said in characters since nobody thinks in bytes: about as many more of the kind already written.
 * Negative when over the limit; null while the limit is far.
 */
export function roomLeft(text: string): number | null {
  // no text has more than three bytes a UTF-16 unit: most need no encoding to be told
  if (text.length * 3 < NEAR_BYTES) return null
  const bytes = encoder.encode(text).length
  if (bytes < NEAR_BYTES) return null
  const room = ((MAX_TEXT_BYTES - bytes) * text.length) / bytes
  return Math.floor(room)
}

export const isTooLong = (text: string): boolean =>
  text.length * 3 > MAX_TEXT_BYTES && encoder.encode(text).length > MAX_TEXT_BYTES
