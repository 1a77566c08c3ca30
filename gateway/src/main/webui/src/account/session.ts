import * as z from 'zod/mini'
import type { components } from '../shared/api/auth.gen'

export type Profile = components['schemas']['Profile']

/** An access token, and until when (this device's clock, in ms) it can be used. */
export type Token = { value: string; goodUntil: number }

/** What the server hands out when somebody signs in or stays so. */
export type Grant = { account: Profile; token: Token }

export type Session =
  /** Somebody was here last time; the server is being asked whether they still are. */
  | { status: 'unknown'; account: Profile }
  /** `left` by the person's own wish, `ended` by the server, `nobody` was here before. */
  | { status: 'signed-out'; why: 'nobody' | 'left' | 'ended' }
  /** Without a token the server could not be asked yet: what is kept on this device is shown meanwhile. */
  | { status: 'signed-in'; account: Profile; token: Token | null }

export type SessionInput =
  | { type: 'granted'; grant: Grant }
  | { type: 'unreachable' }
  | { type: 'changed'; account: Profile }
  | { type: 'left' }
  | { type: 'ended' }

export function reduceSession(session: Session, input: SessionInput): Session {
  switch (input.type) {
    case 'granted':
      return { status: 'signed-in', ...input.grant }
    case 'unreachable':
      // being away is no reason to send anybody out
      return session.status === 'unknown'
        ? { status: 'signed-in', account: session.account, token: null }
        : session
    case 'changed':
      return session.status === 'signed-in' && session.account.id === input.account.id
        ? { ...session, account: input.account }
        : session
    case 'left':
    case 'ended':
      // the first reason stands: a tab that hears of its own end again has nothing to add
      return session.status === 'signed-out' ? session : { status: 'signed-out', why: input.type }
    default:
      return input satisfies never
  }
}

const claims = z.object({ iat: z.number(), exp: z.number() })

/**
 * How long a token lives, in ms, by what it says of itself: clocks of devices are often wrong, the difference of two
 * of the server's instants is not. Null if it cannot be read.
 */
export function lifetimeMs(accessToken: string): number | null {
  try {
    const payload = (accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const parsed = claims.safeParse(JSON.parse(atob(payload)))
    return parsed.success ? (parsed.data.exp - parsed.data.iat) * 1_000 : null
  } catch {
    return null
  }
}

const profile = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  language: z.enum(['en', 'zh-Hant-TW']),
  roles: z.array(z.enum(['administrator', 'student'])),
  createdAt: z.string(),
})

/** Null for anything but a profile as this version knows it. */
export function parseProfile(text: string | null): Profile | null {
  if (text === null) return null
  try {
    const parsed = profile.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
