import { i18n } from '@lingui/core'
import { afterEach, expect, it } from 'vitest'
import { clockOf, positionOf, spokenOf } from './position'

afterEach(() => i18n.activate('en'))

it('is written as players write it', () => {
  expect(clockOf(0)).toBe('00:00')
  expect(clockOf(192_999)).toBe('03:12')
  expect(clockOf(3_792_000)).toBe('1:03:12')
  expect(clockOf(360_000_000 - 1)).toBe('99:59:59')
})

it('is said in whole words', () => {
  i18n.activate('en')
  expect(spokenOf(192_000)).toBe('3 minutes 12 seconds')
  expect(spokenOf(60_000)).toBe('1 minute')
  expect(spokenOf(0)).toBe('0 seconds')
  expect(spokenOf(3_601_000)).toBe('1 hour 1 second')
  i18n.activate('zh-Hant-TW')
  expect(spokenOf(192_000)).toMatch(/^3 分鐘 12 秒/)
})

it('is read as people write it, and nothing else is', () => {
  expect(positionOf('3:12')).toBe(192_000)
  expect(positionOf(' 03:12 ')).toBe(192_000)
  expect(positionOf('1:03:12')).toBe(3_792_000)
  expect(positionOf('75')).toBe(75_000)
  expect(positionOf('90:00')).toBe(5_400_000)
  // as an input method types it
  expect(positionOf('３：１２')).toBe(192_000)
  for (const wrong of ['', '3:', ':12', '3:75', '1:2:3:4', '-1', '3.5', 'three', '100:00:00'])
    expect(positionOf(wrong), wrong).toBeNull()
})
