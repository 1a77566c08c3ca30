import { describe, expect, it } from 'vitest'
import {
  type Grant,
  lifetimeMs,
  type Profile,
  parseProfile,
  reduceSession,
  type Session,
} from './session'

const account: Profile = {
  id: '01930000-0000-7000-8000-000000000001',
  name: '林美華',
  email: 'mei-hua@school.example',
  language: 'zh-Hant-TW',
  timeZone: 'Asia/Taipei',
  status: '在圖書館',
  photo: 'abc',
  findable: 'address',
  roles: ['student'],
  createdAt: '2026-09-01T01:00:00Z',
}
const grant: Grant = { account, token: { value: 'token-1', goodUntil: 600_000 } }
const unknown: Session = { status: 'unknown', account }
const signedIn: Session = { status: 'signed-in', ...grant }
const signedOut: Session = { status: 'signed-out', why: 'ended' }

describe('who is signed in', () => {
  it.each([unknown, signedIn, signedOut])(
    'is whoever was granted a token, after $status',
    (before) => {
      expect(reduceSession(before, { type: 'granted', grant })).toEqual(signedIn)
    },
  )

  it('stays when the server cannot be reached', () => {
    expect(reduceSession(unknown, { type: 'unreachable' })).toEqual({
      status: 'signed-in',
      account,
      token: null,
    })
    expect(reduceSession(signedIn, { type: 'unreachable' })).toBe(signedIn)
    expect(reduceSession(signedOut, { type: 'unreachable' })).toBe(signedOut)
  })

  it('is nobody after leaving or the end of the session, and the first reason stands', () => {
    expect(reduceSession(signedIn, { type: 'left' })).toEqual({ status: 'signed-out', why: 'left' })
    expect(reduceSession(unknown, { type: 'ended' })).toEqual({
      status: 'signed-out',
      why: 'ended',
    })
    expect(reduceSession(signedIn, { type: 'deleted' })).toEqual({
      status: 'signed-out',
      why: 'deleted',
    })
    expect(reduceSession(signedOut, { type: 'left' })).toBe(signedOut)
  })

  it('has the name that they changed it to, unless the change is of somebody else', () => {
    const renamed = { ...account, name: 'Lin Mei-hua' }
    expect(reduceSession(signedIn, { type: 'changed', account: renamed })).toEqual({
      ...signedIn,
      account: renamed,
    })
    const stranger = { ...renamed, id: '01930000-0000-7000-8000-000000000002' }
    expect(reduceSession(signedIn, { type: 'changed', account: stranger })).toBe(signedIn)
  })
})

describe('the life of a token', () => {
  const token = (claims: object) => `x.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.x`

  it('is the difference of what the token says', () => {
    expect(lifetimeMs(token({ iat: 1_000, exp: 1_600 }))).toBe(600_000)
  })

  it.each(['', 'x', 'x.!.x', token({}), token({ iat: 'a', exp: 1 })])(
    'is unknown when it cannot be read: %s',
    (unreadable) => {
      expect(lifetimeMs(unreadable)).toBeNull()
    },
  )
})

describe('the remembered profile', () => {
  it('is read back', () => {
    expect(parseProfile(JSON.stringify(account))).toEqual(account)
  })

  it('of an earlier version of the client lacks what it did not keep', () => {
    const { id, name, email, language, roles, createdAt } = account
    expect(parseProfile(JSON.stringify({ id, name, email, language, roles, createdAt }))).toEqual({
      ...account,
      timeZone: null,
      status: '',
      photo: null,
      findable: 'everyone',
    })
  })

  it.each([null, '', '{', '{}', JSON.stringify({ ...account, language: 'tlh' })])(
    'is nobody for %s',
    (text) => {
      expect(parseProfile(text)).toBeNull()
    },
  )
})
