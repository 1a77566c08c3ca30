import { describe, expect, it } from 'vitest'
import {
  dayOf,
  faultOf,
  operandOf,
  says,
  without,
  withPart,
  withValue,
  wordsOf,
  written,
} from './query'

describe('what is looked for', () => {
  it('has words, and operators that are none', () => {
    const q = 'lens from:"Lin Mei-hua" "focal length" -mirror in:光學 has:link'
    expect(wordsOf(q)).toBe('lens focal length')
    expect(operandOf(q, 'from')).toBe('Lin Mei-hua')
    expect(operandOf(q, 'in')).toBe('光學')
    expect(operandOf(q, 'before')).toBeNull()
    expect(says(q, 'has', 'LINK')).toBe(true)
  })

  it('may be typed with the marks of a Chinese keyboard', () => {
    expect(operandOf('光 from：“陳 雅婷”', 'from')).toBe('陳 雅婷')
    expect(wordsOf('光 from：“陳 雅婷”')).toBe('光')
  })

  it('takes an operator in place of the one before, and lets it go', () => {
    expect(withValue('lens from:Lin before:2026-01-01', 'from', 'Ana Duarte')).toBe(
      'lens before:2026-01-01 from:"Ana Duarte"',
    )
    expect(without('lens from:Lin has:link has:file', 'has', 'link')).toBe('lens from:Lin has:file')
    expect(withPart('lens has:link', 'has', 'link')).toBe('lens has:link')
    expect(without('from:Lin', 'from')).toBe('')
  })

  it('never has quotes within quotes', () => {
    expect(written('in', 'The "best" of')).toBe('in:"The  best  of"')
  })

  it.each([
    ['before:tomorrow', { operator: 'before', expects: 'day' }],
    ['x after:2026-02-30', { operator: 'after', expects: 'day' }],
    ['has:sound', { operator: 'has', expects: 'has' }],
    ['is:banana', { operator: 'is', expects: 'is' }],
    ['', 'nothing'],
    ['…', 'nothing'],
    ['-lens', 'nothing'],
    ['has:file', null],
    ['光', null],
    ['after:2026/9/1', null],
  ])('says of “%s” what is wrong with it', (q, fault) => {
    expect(faultOf(q)).toEqual(fault)
  })

  it('writes a day as the reader has it', () => {
    expect(dayOf(new Date(2026, 8, 1, 0, 30))).toBe('2026-09-01')
  })
})
