import { i18n } from '@lingui/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { formatDate, formatDay, formatMoment, formatRecent, formatTime } from './format'

const at = (hour: number, minute: number, day = 22, year = 2026) =>
  new Date(year, 10, day, hour, minute)
const now = at(20, 15)

/** Versions of the locale data differ in their spaces: narrow before AM and PM, and beside Chinese some or none. */
const plain = (text: string) =>
  i18n.locale === 'en' ? text.replace(/\s/g, ' ') : text.replace(/\s/g, '')

describe.each(['en', 'zh-Hant-TW'])('dates in %s', (language) => {
  const isEnglish = language === 'en'
  beforeEach(() => {
    i18n.loadAndActivate({ locale: language, messages: {} })
  })

  it('are a clock', () => {
    expect(plain(formatTime(at(20, 15)))).toBe(isEnglish ? '8:15 PM' : '下午8:15')
  })

  it('leave this year out', () => {
    expect(plain(formatDate(at(9, 0, 3), now))).toBe(isEnglish ? 'Nov 3' : '11月3日')
    expect(plain(formatDate(at(9, 0, 3, 2025), now))).toBe(
      isEnglish ? 'Nov 3, 2025' : '2025年11月3日',
    )
    expect(plain(formatDay(at(9, 0), now))).toBe(
      isEnglish ? 'Sunday, November 22' : '11月22日星期日',
    )
  })

  it('are a clock today and with the date before', () => {
    expect(plain(formatMoment(at(9, 5), now))).toBe(isEnglish ? '9:05 AM' : '上午9:05')
    expect(plain(formatMoment(at(9, 5, 21), now))).toBe(
      isEnglish ? 'Nov 21, 9:05 AM' : '11月21日上午9:05',
    )
    expect(plain(formatMoment(at(9, 5, 21, 2025), now))).toBe(
      isEnglish ? 'Nov 21, 2025, 9:05 AM' : '2025年11月21日上午9:05',
    )
  })

  it('are minutes under an hour, the clock today, the date before', () => {
    expect(plain(formatRecent(at(20, 15), now))).toBe(isEnglish ? '1 min' : '1分鐘')
    expect(plain(formatRecent(at(19, 16), now))).toBe(isEnglish ? '59 min' : '59分鐘')
    expect(plain(formatRecent(at(19, 15), now))).toBe(isEnglish ? '7:15 PM' : '下午7:15')
    expect(plain(formatRecent(at(23, 59, 21), now))).toBe(isEnglish ? 'Nov 21' : '11月21日')
    // clocks differ: what was sent is not from the future
    expect(plain(formatRecent(at(20, 17), now))).toBe(isEnglish ? '8:17 PM' : '下午8:17')
  })
})
