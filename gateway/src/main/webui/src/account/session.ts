import type { components } from '../shared/api/auth.gen'
import { isLanguage } from '../shared/i18n/language'

export type Profile = components['schemas']['Profile']

/** An access token, and until when (this device's clock, in ms) it can be used. */
export type Token = { value: string; goodUntil: number }

/** What the server hands out when somebody signs in or stays so. */
export type Grant = { account: Profile; token: Token }

export type Session =
  /** Somebody was here last time; the server is being asked whether they still are. */
  | { status: 'unknown'; account: Profile }
  /** `left` by the person's own wish, `deleted` with the account, `ended` by the server, `nobody` was here before. */
  | { status: 'signed-out'; why: 'nobody' | 'left' | 'deleted' | 'ended' }
  /** Without a token the server could not be asked yet: what is kept on this device is shown meanwhile. */
  | { status: 'signed-in'; account: Profile; token: Token | null }

export type SessionInput =
  | { type: 'granted'; grant: Grant }
  | { type: 'unreachable' }
  | { type: 'changed'; account: Profile }
  | { type: 'left' }
  | { type: 'deleted' }
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
    case 'deleted':
    case 'ended':
      // the first reason stands: a tab that hears of its own end again has nothing to add
      return session.status === 'signed-out' ? session : { status: 'signed-out', why: input.type }
    default:
      return input satisfies never
  }
}

/** Null for anything but a JSON object. Written by hand, here and below: every screen would carry a library for it. */
function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

/**
 * How long a token lives, in ms, by what it says of itself: clocks of devices are often wrong, the difference of two
 * of the server's instants is not. Null if it cannot be read.
 */
export function lifetimeMs(accessToken: string): number | null {
  const payload = (accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  const { iat, exp } = parseObject(decodeBase64(payload)) ?? {}
  return typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * 1_000 : null
}

function decodeBase64(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

export type Role = Profile['roles'][number]
export type Findable = Profile['findable']

const isRole = (role: unknown): role is Role =>
  role === 'administrator' || role === 'teacher' || role === 'student'
const isFindable = (findable: unknown): findable is Findable =>
  findable === 'everyone' || findable === 'address' || findable === 'nobody'

/**
 * Null for anything but a profile. What an earlier version of the client did not keep, or of the server does not tell,
 * is filled in: an update must not sign anybody out.
 */
export const parseProfile = (text: string | null): Profile | null =>
  profileOf(parseObject(text ?? ''))

/** As `parseProfile`, of what was read already. */
export function profileOf(value: object | null): Profile | null {
  const fields: Record<string, unknown> = { ...value }
  const { id, name, email, language, roles, createdAt } = fields
  return typeof id === 'string' &&
    typeof name === 'string' &&
    typeof email === 'string' &&
    typeof language === 'string' &&
    isLanguage(language) &&
    Array.isArray(roles) &&
    roles.every(isRole) &&
    typeof createdAt === 'string'
    ? {
        id,
        name,
        email,
        language,
        roles,
        createdAt,
        timeZone: typeof fields.timeZone === 'string' ? fields.timeZone : null,
        status: typeof fields.status === 'string' ? fields.status : '',
        photo: typeof fields.photo === 'string' ? fields.photo : null,
        findable: isFindable(fields.findable) ? fields.findable : 'everyone',
      }
    : null
}
