import { describe, expect, it } from 'vitest'
import { passwordStrength, weaknessOf, without } from './passwordStrength'
import { wordsOf } from './useJudgement'

describe('how good a password is', () => {
  it.each([
    ['abc', null, { level: 'short', missing: 7 }],
    ['一二三四五六七八九', null, { level: 'short', missing: 1 }],
    ['leaf7ladder', null, { level: 'unjudged' }],
    ['aaaaaaaaaaaa', { score: 0, weakness: 'repeats' }, { level: 'weak', weakness: 'repeats' }],
    ['leaf7ladder', { score: 1, weakness: null }, { level: 'weak', weakness: null }],
    ['leaf7ladder', { score: 2, weakness: 'word' }, { level: 'fair', weakness: 'word' }],
    ['leaf7ladder', { score: 3, weakness: null }, { level: 'good' }],
    ['leaf7ladder', { score: 4, weakness: null }, { level: 'strong' }],
  ] as const)('%s, judged %j', (password, judgement, expected) => {
    expect(passwordStrength(password, judgement)).toEqual(expected)
  })

  it('is not told by names of weaknesses that a later zxcvbn may have', () => {
    expect(weaknessOf('topTen')).toBe('common')
    expect(weaknessOf('something-new')).toBeNull()
    expect(weaknessOf(null)).toBeNull()
  })
})

describe('what others know of a person', () => {
  it('is taken out whole before parts of it are, in whatever case', () => {
    expect(without('mei-hua.linPURPLE', ['Mei', 'Mei-hua', 'lin'])).toBe('.PURPLE')
    expect(without('a(\\b', ['(\\'])).toBe('ab')
    expect(without('purple', [])).toBe('purple')
  })

  it('is their name and address, and every part of them', () => {
    expect(wordsOf('Lin Mei-hua\nmei-hua.lin@school.edu')).toEqual([
      'Lin Mei-hua',
      'mei-hua.lin@school.edu',
      'Lin',
      'Mei-hua',
      'mei-hua.lin',
      'school.edu',
      'Mei',
      'hua',
      'mei',
      'lin',
      'school',
      'edu',
    ])
  })
})
