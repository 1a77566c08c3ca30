import { freshToken } from '../account'
import type { components, paths } from '../shared/api/chat.gen'
import type { Answer } from '../shared/net/problem'
import { answer, createApi } from '../shared/net/rest'
import { currentChats } from './current'

type Preferences = components['schemas']['Preferences']

const api = createApi<paths>(freshToken)

/** Whether the person shares what they have read. */
export const readingShared = (signal: AbortSignal): Promise<Answer<Preferences>> =>
  answer(api.GET('/api/conversations/preferences', { signal }))

/** From now on; the chats are asked anew what others have read, which is shown to those only who share it too. */
export async function shareReading(sharesReading: boolean): Promise<Answer<Preferences>> {
  const saved = await answer(api.PUT('/api/conversations/preferences', { body: { sharesReading } }))
  if (saved.ok) currentChats.getState()?.dispatch({ type: 'list.wanted', after: null })
  return saved
}
