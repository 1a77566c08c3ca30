import { expect, test } from 'vitest'
import { muteFor } from './mute'

const now = new Date(2026, 10, 30, 22, 15)

test.each([
  ['hour', new Date(2026, 10, 30, 23, 15)],
  ['hours', new Date(2026, 11, 1, 6, 15)],
  ['tomorrow', new Date(2026, 11, 1, 7)],
] as const)('muted for %s it is until %s', (length, until) => {
  expect(muteFor(length, now)).toEqual({ until: until.toISOString() })
})

test('muted for good it has no end', () => {
  expect(muteFor('good', now)).toEqual({ until: null })
})
