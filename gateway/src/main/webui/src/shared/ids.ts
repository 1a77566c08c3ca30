let lastMs = 0
let sequence = 0

/**
 * A UUIDv7 (RFC 9562 §5.7) whose 12 bits after the time count up within a millisecond, so that ids made here sort in the order made.
 * Not crypto.randomUUID: a class may be served over plain HTTP in a school's network, where browsers withhold it.
 */
export function newId(now: number): string {
  sequence = now > lastMs ? 0 : sequence + 1
  lastMs = Math.max(now, lastMs)
  if (sequence > 0xfff) {
    lastMs++
    sequence = 0
  }
  const random = crypto.getRandomValues(new Uint8Array(8))
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(lastMs, 12)
  const tail = [...random].map((byte, i) => hex(i === 0 ? (byte & 0x3f) | 0x80 : byte, 2)).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** When an id was made, in milliseconds since the epoch. */
export const madeAt = (id: string): number =>
  Number.parseInt(`${id.slice(0, 8)}${id.slice(9, 13)}`, 16)
