import { expect, test } from 'vitest'
import {
  type ConversationNotifications,
  isMuted,
  isPutAway,
  isQuiet,
  type NotificationSettings,
  type Occasion,
  shouldTell,
} from './decide'

const settings: NotificationSettings = {
  messages: true,
  mentions: true,
  reactions: false,
  added: true,
  quietHours: null,
}
const all: ConversationNotifications = {
  level: 'all',
  mute: null,
  favourite: false,
  archivedUpTo: null,
}
// a Monday: 20:00 in Taipei
const now = new Date('2026-11-23T12:00:00Z')
const usual = { settings, notifications: all, isWatched: false, now }

test('the level decides which messages are told', () => {
  const told = (level: ConversationNotifications['level'], occasion: Occasion) =>
    shouldTell(occasion, { ...usual, notifications: { ...all, level } })
  expect(told('all', 'messages')).toBe(true)
  expect(told('all', 'mentions')).toBe(true)
  expect(told('mentions', 'messages')).toBe(false)
  expect(told('mentions', 'mentions')).toBe(true)
  expect(told('mentions', 'added')).toBe(true)
  expect(told('nothing', 'mentions')).toBe(false)
})

test('nothing is told of what is being looked at', () => {
  expect(shouldTell('mentions', { ...usual, isWatched: true })).toBe(false)
})

test('kinds that are switched off are not told', () => {
  expect(shouldTell('reactions', usual)).toBe(false)
  expect(shouldTell('messages', { ...usual, settings: { ...settings, messages: false } })).toBe(
    false,
  )
})

test.each([
  [null, false],
  [{ until: null }, true],
  [{ until: '2026-11-23T12:00:01Z' }, true],
  [{ until: '2026-11-23T12:00:00Z' }, false],
])('a conversation muted as %j is quiet: %s', (mute, expected) => {
  expect(isMuted({ mute }, now)).toBe(expected)
  expect(shouldTell('mentions', { ...usual, notifications: { ...all, mute } })).toBe(!expected)
})

test.each([
  [null, null, false],
  [7, null, true],
  [6, null, false],
  // what is said in it while it is muted does not bring it back
  [6, { until: null }, true],
  [6, { until: '2026-11-23T12:00:00Z' }, false],
])('one put away up to %j and muted as %j is away: %s', (archivedUpTo, mute, expected) => {
  const chat = { notifications: { ...all, archivedUpTo, mute }, lastNumber: 7 }
  expect(isPutAway(chat, now)).toBe(expected)
})

test.each([
  // within a day
  ['18:00', '21:00', [1], 'Asia/Taipei', true],
  ['18:00', '20:00', [1], 'Asia/Taipei', false],
  ['20:00', '21:00', [1], 'Asia/Taipei', true],
  ['18:00', '21:00', [2, 3, 4, 5, 6, 7], 'Asia/Taipei', false],
  ['18:00', '21:00', [1], 'UTC', false],
  // over night: 20:00 is in the one of Monday, 04:00 in Los Angeles in the one of Sunday
  ['20:00', '07:00', [1], 'Asia/Taipei', true],
  ['20:01', '07:00', [1], 'Asia/Taipei', false],
  ['22:00', '07:00', [7], 'America/Los_Angeles', true],
  ['22:00', '07:00', [1], 'America/Los_Angeles', false],
  ['22:00', '04:00', [7], 'America/Los_Angeles', false],
  // clocks there were put back weeks ago, and midnight is 00:00
  ['00:00', '00:01', [2], 'Pacific/Auckland', false],
  ['01:00', '01:01', [2], 'Pacific/Auckland', true],
])('hours from %s to %s on %j in %s are quiet: %s', (from, to, days, zone, expected) => {
  const quietHours = { from, to, days, zone }
  expect(isQuiet(quietHours, now)).toBe(expected)
  expect(shouldTell('mentions', { ...usual, settings: { ...settings, quietHours } })).toBe(
    !expected,
  )
})
