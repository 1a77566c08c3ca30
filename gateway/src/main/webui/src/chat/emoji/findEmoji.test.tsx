import { beforeAll, describe, expect, it } from 'vitest'
import { keep } from '../../shared/device'
import { type FindEmoji, loadEmojiNames } from './findEmoji'
import { recentEmoji, rememberEmoji } from './recent'
import { typedAfterColon } from './typedAfterColon'

describe('what is typed after a colon', () => {
  it.each([
    [':smi', 'smi'],
    ['nice :smi', 'smi'],
    ['好 ：笑', '笑'],
    ['🎉:tada', 'tada'],
    [':+1', '+1'],
    ['one\n:thumbs_up', 'thumbs_up'],
  ])('may be the name of an emoji: “%s”', (text, typed) => {
    expect(typedAfterColon(text, text.length)).toEqual({
      from: text.length - typed.length - 1,
      typed,
    })
  })

  it.each([
    '地點：圖書館',
    '姓名:Li',
    'https://a',
    '10:30',
    'Note:well',
    ':D',
    ':)',
    ': smi',
    ':smile:',
  ])('is something else: “%s”', (text) => expect(typedAfterColon(text, text.length)).toBeNull())
})

describe('an emoji', () => {
  let find: FindEmoji
  beforeAll(async () => {
    find = await loadEmojiNames()
  })
  const found = (typed: string) => find(typed, 0).map(({ text }) => text.trim())

  it('is found by its name in either language, and by the one that GitHub gives it', () => {
    expect(found('party pop'.replace(' ', '_'))).toEqual(['🎉'])
    expect(found('tada')[0]).toBe('🎉')
    expect(found('拉炮')).toContain('🎉')
    expect(found('+1')[0]).toBe('👍')
  })

  it('is shown with the name that the reader would give it', () => {
    expect(find('tada', 0)[0]).toMatchObject({ name: 'party popper', detail: ':tada:' })
    expect(find('tada', 1)[0]?.name).toMatch(/\p{Script=Han}/u)
  })

  it('comes first where it is used, and in the tone that was chosen', () => {
    const before = recentEmoji.getState()
    const last = found('fac').at(-1) ?? ''
    rememberEmoji(last)
    expect(found('fac')[0]).toBe(last)
    keep('skin-tone', 'dark')
    expect(found('+1')[0]).toBe('👍🏿')
    keep('skin-tone', 'none')
    recentEmoji.setState(before, true)
  })

  it('is one of few', () => {
    expect(found('fac')).toHaveLength(8)
    expect(found('zzzz')).toEqual([])
  })
})
