import { describe, expect, it } from 'vitest'
import { fits, timeZoneName, timeZones } from './timeZone'

describe('a time zone', () => {
  it('has a name in the reader’s language', () => {
    expect(timeZoneName('Europe/Berlin', 'en')).toBe('Central European Time')
    expect(timeZoneName('Europe/Berlin', 'zh-Hant-TW')).toBe('中歐時間')
  })

  it('that the browser does not know keeps its own', () => {
    expect(timeZoneName('Mars/Olympus_Mons', 'en')).toBe('Mars/Olympus_Mons')
  })

  it('is found by its city', () => {
    const zones = timeZones('en', null)
    expect(zones.length).toBeGreaterThan(300)
    expect(zones.find(({ id }) => id === 'America/New_York')).toEqual({
      id: 'America/New_York',
      city: 'New York',
      name: 'Eastern Time',
    })
    expect(zones.map(({ city }) => city)).toEqual(
      zones.map(({ city }) => city).toSorted((a, b) => a.localeCompare(b, 'en')),
    )
  })

  it('that a person has is among them once, whatever the browser calls it', () => {
    const ids = timeZones('en', 'Mars/Olympus_Mons').map(({ id }) => id)
    expect(ids.filter((id) => id === 'Mars/Olympus_Mons')).toHaveLength(1)
  })

  it.each([
    ['Taipei Taipei Time Asia/Taipei', 'tai', true],
    ['Taipei Taipei Time Asia/Taipei', '  TAIPEI T', true],
    ['Taipei 台北標準時間 Asia/Taipei', '標準', true],
    ['Boise Mountain Time America/Boise', 'tai', false],
    ['Sao Paulo Brasilia Time America/Sao_Paulo', 'são p', true],
    ['Sao Paulo Brasilia Time America/Sao_Paulo', 'america/sao', true],
    ['Taipei Taipei Time Asia/Taipei', '', true],
    ['Taipei Taipei Time Asia/Taipei', '(', true],
  ])('%s for %j: %s', (text, typed, expected) => {
    expect(fits(text, typed)).toBe(expected)
  })
})
