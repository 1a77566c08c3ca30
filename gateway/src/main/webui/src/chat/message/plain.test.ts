import { describe, expect, it } from 'vitest'
import { plain } from './plain'

describe('a text without its marks', () => {
  it.each([
    ['Bring your **goggles**.', 'Bring your goggles.'],
    ['請帶**護目鏡**。', '請帶護目鏡。'],
    ['# Plan\n- one\n- [two](https://example.org/a_b_c)\n> three', 'Plan\none\ntwo\nthree'],
    ['1. `code` ~~gone~~ *soft* _soft_', 'code gone soft soft'],
    ['![a picture](x.png)', 'a picture'],
    ['3*4*5, snake_case_name and 2 * 3', '3*4*5, snake_case_name and 2 * 3'],
    ['**unfinished', 'unfinished'],
    ['[**both**](y)', 'both'],
    ['', ''],
  ])('%j', (text, words) => {
    expect(plain(text).text).toBe(words)
  })

  it('has what was sought where it stands by then', () => {
    const text = '- the **lab** is *on* [Wednesday](https://example.org/lab)'
    const at = (word: string) => ({
      from: text.indexOf(word),
      to: text.indexOf(word) + word.length,
    })
    const found = plain(text, [at('lab'), at('Wednesday')])
    expect(found.text).toBe('the lab is on Wednesday')
    expect(found.parts.map(({ from, to }) => found.text.slice(from, to))).toEqual([
      'lab',
      'Wednesday',
    ])
  })

  it('keeps a link whose address was sought', () => {
    const text = 'see [this](https://example.org)'
    const from = text.indexOf('example')
    const found = plain(text, [{ from, to: from + 7 }])
    expect(found.text.slice(found.parts[0]?.from, found.parts[0]?.to)).toBe('example')
  })

  it('is quick with text that is all marks', () => {
    const words = plain('*_[('.repeat(4_000)).text
    expect(words.length).toBeGreaterThan(0)
  })
})
