import createClient from 'openapi-fetch'
import type { components, paths } from '../shared/api/auth.gen'
import { type Answer, problemOf, unreachable } from '../shared/net/problem'
import { type Grant, lifetimeMs, profileOf } from './session'

type Schemas = components['schemas']
export type RegistrationPolicy = Schemas['RegistrationPolicy']

/** A request that hangs is as good as one that fails, and can be tried again. */
const TIMEOUT_MS = 20_000

/** The requests that need no token. Nothing here rejects: what goes wrong is a problem. */
const client = createClient<paths>({
  baseUrl: location.origin,
  fetch: (request) => fetch(request),
})
const timed = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) })

type Outcome<T> = Promise<{ data?: T; error?: unknown; response: Response }>

async function outcome<T, R>(request: Outcome<T>, read: (data: T | undefined) => R | undefined) {
  try {
    const { data, error, response } = await request
    const value = response.ok ? read(data) : undefined
    return value !== undefined
      ? ({ ok: true, value } as const)
      : ({
          ok: false,
          problem: problemOf(response.status, error, response.headers.get('Retry-After')),
        } as const)
  } catch {
    return { ok: false, problem: unreachable } as const
  }
}

const nothing = () => null
const grantOf = (session: Schemas['Session'] | undefined): Grant | undefined => {
  const account = session && profileOf(session.account)
  if (!account) return undefined
  return {
    account,
    token: {
      value: session.accessToken,
      goodUntil:
        Date.now() +
        (lifetimeMs(session.accessToken) ?? Date.parse(session.expiresAt) - Date.now()),
    },
  }
}

export const register = (body: Schemas['Registration']): Promise<Answer<null>> =>
  outcome(client.POST('/api/auth/register', { body, parseAs: 'text', ...timed() }), nothing)

export const requestLink = (body: Schemas['LinkRequest']): Promise<Answer<null>> =>
  outcome(client.POST('/api/auth/verification', { body, parseAs: 'text', ...timed() }), nothing)

export const verify = (token: string): Promise<Answer<Schemas['VerifiedAddress']>> =>
  outcome(client.POST('/api/auth/verify', { body: { token }, ...timed() }), (data) => data)

export const policy = (): Promise<Answer<RegistrationPolicy>> =>
  outcome(client.GET('/api/auth/policy', timed()), (data) => data)

export const requestReset = (body: Schemas['ResetRequest']): Promise<Answer<null>> =>
  outcome(client.POST('/api/auth/password-reset', { body, parseAs: 'text', ...timed() }), nothing)

export const resetPassword = (body: Schemas['Reset']): Promise<Answer<null>> =>
  outcome(
    client.POST('/api/auth/password-reset/confirm', { body, parseAs: 'text', ...timed() }),
    nothing,
  )

export const confirmEmail = (token: string): Promise<Answer<Schemas['VerifiedAddress']>> =>
  outcome(client.POST('/api/auth/email/confirm', { body: { token }, ...timed() }), (data) => data)

/** `recoveryCodes` are those of a second factor that was set up by it, shown once; else there are none. */
export type SignedIn = { grant: Grant; recoveryCodes: readonly string[] }

export const signIn = (body: Schemas['SignIn']): Promise<Answer<SignedIn>> =>
  outcome(client.POST('/api/auth/sign-in', { body, ...timed() }), (data) => {
    const grant = grantOf(data)
    return grant && { grant, recoveryCodes: data?.recoveryCodes ?? [] }
  })

export type SecondFactorSetup = Schemas['Setup']

/** Begins a second factor. Asks for the password, whoever is signed in. */
export const setUpSecondFactor = (
  body: Schemas['SetupRequest'],
): Promise<Answer<SecondFactorSetup>> =>
  outcome(client.POST('/api/auth/second-factor/setup', { body, ...timed() }), (data) => data)

export const refresh = (): Promise<Answer<Grant>> =>
  outcome(client.POST('/api/auth/refresh', timed()), grantOf)

export const signOut = (): Promise<Answer<null>> =>
  outcome(client.POST('/api/auth/sign-out', { parseAs: 'text', ...timed() }), nothing)

/** Takes a token that is good for the whole request: meanwhile no other may be fetched. */
export const deleteAccount = (token: string, password: string): Promise<Answer<null>> =>
  outcome(
    client.DELETE('/api/users/me', {
      body: { password },
      headers: { Authorization: `Bearer ${token}` },
      parseAs: 'text',
      ...timed(),
    }),
    nothing,
  )
