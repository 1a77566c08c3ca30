import { describe, expect, it } from 'vitest'
import { isTooLong, MAX_TEXT_BYTES, roomLeft, sendable } from './textLimit'

describe('the limit of a message', () => {
  it('is 16,384 bytes of UTF-8, whatever the script', () => {
    expect(isTooLong('a'.repeat(MAX_TEXT_BYTES))).toBe(false)
    expect(isTooLong('a'.repeat(MAX_TEXT_BYTES + 1))).toBe(true)
    expect(isTooLong('字'.repeat(5_461))).toBe(false)
    expect(isTooLong('字'.repeat(5_462))).toBe(true)
  })

  it('is spoken of only when it is near, in characters of the kind already written', () => {
    expect(roomLeft('a'.repeat(14_000))).toBeNull()
    expect(roomLeft('a'.repeat(16_000))).toBe(384)
    expect(roomLeft('字'.repeat(5_000))).toBe(461)
    expect(roomLeft('a'.repeat(16_390))).toBe(-6)
  })

  it('holds for what is sent: no blanks around, no NUL, no half of a pair', () => {
    expect(sendable(' \n hi\0 there \uD83D ')).toBe('hi there \uFFFD')
    expect(sendable(' \n\t ')).toBe('')
  })
})
