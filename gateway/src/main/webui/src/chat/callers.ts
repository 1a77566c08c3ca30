import { freshToken } from '../account'
import type { components, paths } from '../shared/api/chat.gen'
import type { Answer } from '../shared/net/problem'
import { answer, createApi, done } from '../shared/net/rest'

type CallPreference = components['schemas']['CallPreference']

type Blocks = components['schemas']['Blocks']

const api = createApi<paths>(freshToken)

/** Who may call the person. */
export const callPreference = (signal: AbortSignal): Promise<Answer<CallPreference>> =>
  answer(api.GET('/api/conversations/preferences/calls', { signal }))

/** From now on; a call that is under way goes on. */
export const letCall = (from: CallPreference['from']): Promise<Answer<CallPreference>> =>
  answer(api.PUT('/api/conversations/preferences/calls', { body: { from } }))

/** Whom the person has blocked, the latest first. */
export const blockedPeople = (signal: AbortSignal): Promise<Answer<Blocks>> =>
  answer(api.GET('/api/conversations/blocks', { signal }))

export const unblock = (account: string): Promise<Answer<null>> =>
  done(
    api.DELETE('/api/conversations/blocks/{account}', {
      params: { path: { account } },
      parseAs: 'text',
    }),
  )
