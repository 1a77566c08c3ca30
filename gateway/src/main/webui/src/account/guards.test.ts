import { isRedirect } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import { placeHere, requireSignedIn, requireSignedOut } from './guards'
import type { Session } from './session'

const signedOut = (why: 'nobody' | 'left' | 'deleted' | 'ended'): Session => ({
  status: 'signed-out',
  why,
})
const signedIn: Session = {
  status: 'signed-in',
  token: null,
  account: {
    id: '01930000-0000-7000-8000-000000000001',
    name: 'Ana',
    email: 'ana@school.example',
    language: 'en',
    timeZone: null,
    status: '',
    photo: null,
    findable: 'everyone',
    roles: [],
    createdAt: '2026-09-01T01:00:00Z',
  },
}

function redirectOf(guard: () => void): unknown {
  try {
    guard()
    return null
  } catch (thrown) {
    if (isRedirect(thrown)) return thrown.options
    throw thrown
  }
}

describe('a place to go to after signing in', () => {
  it.each([
    ['/chats/1?m=3#x', '/chats/1?m=3#x'],
    ['/a/../chats', '/chats'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['///elsewhere.example', '/'],
    ['/\t/elsewhere.example', '/'],
    ['/\n//elsewhere.example', '/'],
    ['/.//elsewhere.example', '/'],
    ['/..//elsewhere.example', '/'],
    ['/chats/..//elsewhere.example', '/'],
    ['/%2e//elsewhere.example', '/'],
    ['/.\\\\elsewhere.example', '/'],
    ['/.\\elsewhere.example', '/elsewhere.example'],
    ['/@elsewhere.example', '/@elsewhere.example'],
    ['/%2f%2felsewhere.example', '/%2f%2felsewhere.example'],
    ['https://elsewhere.example/', '/'],
    ['https:elsewhere.example', '/'],
    ['http://here.invalid/chats', '/'],
    [' //elsewhere.example', '/'],
    ['elsewhere.example', '/'],
    ['data:text/html,x', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
    [undefined, '/'],
    [7, '/'],
  ])('of %j is %s', (next, place) => {
    expect(placeHere(next)).toBe(place)
  })
})

describe('the guards', () => {
  it('let through those whom a page is for', () => {
    expect(redirectOf(() => requireSignedIn(signedIn, '/chats'))).toBeNull()
    expect(redirectOf(() => requireSignedOut(signedOut('nobody'), undefined))).toBeNull()
  })

  it('remember where somebody wanted to go', () => {
    expect(redirectOf(() => requireSignedIn(signedOut('ended'), '/chats/1?m=3'))).toMatchObject({
      to: '/sign-in',
      search: { next: '/chats/1?m=3' },
    })
    expect(redirectOf(() => requireSignedOut(signedIn, '/chats/1?m=3'))).toMatchObject({
      href: '/chats/1?m=3',
    })
  })

  it.each(['left', 'deleted'] as const)('start afresh for whoever %s', (why) => {
    const options = redirectOf(() => requireSignedIn(signedOut(why), '/settings/account'))
    expect(options).toMatchObject({ to: '/sign-in', search: {} })
  })

  it('never lead elsewhere', () => {
    expect(redirectOf(() => requireSignedOut(signedIn, '//elsewhere.example'))).toMatchObject({
      href: '/',
    })
  })
})
