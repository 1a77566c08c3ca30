import { describe, expect, it } from 'vitest'
import { mayPost, mayRemove, mayReseat, mayRun, rolesGiven } from './rights'
import type { Chat, Role } from './state'

const channel = (role: Role, more: Partial<NonNullable<Chat['channel']>> = {}): Chat => ({
  id: 'c',
  kind: 'channel',
  name: '8C',
  channel: {
    description: '',
    access: 'open',
    announcementsOnly: false,
    archivedAt: null,
    ...more,
  },
  role,
  memberCount: 4,
  revision: 1,
  firstNumber: 1,
  closed: null,
  memberIds: [],
  createdAt: '2026-11-22T10:00:00Z',
  lastNumber: 0,
  lastMessage: null,
  markers: {},
  seenNumber: 0,
  readRevision: 0,
  readHere: 0,
  readHereAsOf: 0,
  leftUnread: 0,
  unread: 0,
  mentions: 0,
  notifications: { level: 'mentions', mute: null, favourite: false, archivedUpTo: null },
  chosenAsOf: 0,
  knownChange: 0,
  lastChange: 0,
  catchingUp: 'idle',
  log: null,
  opening: 'idle',
})

const roles: readonly Role[] = ['owner', 'teacher', 'member', 'guest']
const those = (may: (role: Role) => boolean) => roles.filter(may)

describe('what is offered in a channel is what the contract allows', () => {
  it('posting', () => {
    expect(those((role) => mayPost(channel(role)))).toEqual(['owner', 'teacher', 'member'])
    expect(those((role) => mayPost(channel(role, { announcementsOnly: true })))).toEqual([
      'owner',
      'teacher',
    ])
    expect(those((role) => mayPost(channel(role, { archivedAt: '2026-11-22T10:00:00Z' })))).toEqual(
      [],
    )
  })

  it('running it', () => {
    expect(those((role) => mayRun(channel(role)))).toEqual(['owner', 'teacher'])
    expect(rolesGiven('owner')).toEqual(roles)
    expect(rolesGiven('teacher')).toEqual(['member', 'guest'])
    expect(rolesGiven('member')).toEqual([])
    expect(those((role) => mayReseat(channel('teacher'), role))).toEqual(['member', 'guest'])
  })

  it('in an archived one people are let go, and nobody gets another role', () => {
    const archived = channel('owner', { archivedAt: '2026-11-22T10:00:00Z' })
    expect(mayRun(archived)).toBe(false)
    expect(mayReseat(archived, 'member')).toBe(false)
    expect(mayRemove(archived, 'member')).toBe(true)
  })
})
