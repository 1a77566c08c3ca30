import type { components } from '../shared/api/auth.gen'
import type { Answer } from '../shared/net/problem'
import { answer, done } from '../shared/net/rest'
import { deleteAccount } from './api'
import { authApi, session } from './current'
import { profileOf } from './session'

type Schemas = components['schemas']
export type Device = Schemas['Device']
export type SecondFactor = Schemas['SecondFactor']
export type SecurityEvent = Schemas['SecurityEvent']

const EVENTS_PAGE = 10

/** Shows a profile that came from the server, in all tabs. */
function shown(changed: Answer<Schemas['Profile']>): Answer<Schemas['Profile']> {
  const profile = changed.ok ? profileOf(changed.value) : null
  if (profile) session.change(profile)
  return changed
}

/** Changes the person's own profile, on the server and in all tabs. */
export const changeProfile = async (change: Schemas['ProfileChange']): Promise<Answer<unknown>> =>
  shown(await answer(authApi.PATCH('/api/users/me', { body: change })))

/** Asks for the person's own profile, which may have changed elsewhere. */
export const fetchProfile = async (): Promise<Answer<unknown>> =>
  shown(await answer(authApi.GET('/api/users/me')))

export const removePhoto = async (): Promise<Answer<unknown>> =>
  shown(await answer(authApi.DELETE('/api/users/me/photo')))

/** Ends all other sessions of the person. */
export const changePassword = (body: Schemas['PasswordChange']): Promise<Answer<null>> =>
  done(authApi.POST('/api/auth/password', { body, parseAs: 'text' }))

/** Mails a link to the new address; the account has it once the link is followed. */
export const changeEmail = (body: Schemas['EmailChange']): Promise<Answer<null>> =>
  done(authApi.POST('/api/auth/email', { body, parseAs: 'text' }))

/** Whether the person has a second factor, and must. */
export const secondFactor = (signal: AbortSignal): Promise<Answer<SecondFactor>> =>
  answer(authApi.GET('/api/auth/second-factor', { signal }))

/** Turns the second factor on that was begun; answers its recovery codes. Ends all other sessions. */
export const confirmSecondFactor = (code: string): Promise<Answer<Schemas['RecoveryCodes']>> =>
  answer(authApi.POST('/api/auth/second-factor/confirm', { body: { code } }))

/** Ends all other sessions. */
export const removeSecondFactor = (password: string): Promise<Answer<null>> =>
  done(authApi.DELETE('/api/auth/second-factor', { body: { password }, parseAs: 'text' }))

/** In place of those before. */
export const renewRecoveryCodes = (password: string): Promise<Answer<Schemas['RecoveryCodes']>> =>
  answer(authApi.POST('/api/auth/second-factor/recovery-codes', { body: { password } }))

/** Where the person is signed in, this device first. */
export const devices = (signal: AbortSignal): Promise<Answer<Schemas['Devices']>> =>
  answer(authApi.GET('/api/auth/sessions', { signal }))

export const endSession = (id: string): Promise<Answer<null>> =>
  done(authApi.DELETE('/api/auth/sessions/{id}', { params: { path: { id } }, parseAs: 'text' }))

export const endOtherSessions = (): Promise<Answer<null>> =>
  done(authApi.DELETE('/api/auth/sessions', { parseAs: 'text' }))

/** What happened to the account, latest first; `before` is the `next` of the page before. */
export const securityEvents = async (
  before: string | null,
  signal: AbortSignal,
): Promise<Answer<{ items: SecurityEvent[]; next: string | null }>> => {
  const query = { limit: EVENTS_PAGE, ...(before === null ? {} : { before }) }
  const page = await answer(authApi.GET('/api/auth/events', { params: { query }, signal }))
  return page.ok
    ? { ok: true, value: { items: page.value.events, next: page.value.next ?? null } }
    : page
}

/** Deletes the person's account and signs out in all tabs. */
export const deleteOwnAccount = (password: string): Promise<Answer<null>> =>
  session.delete((token) => deleteAccount(token, password))
