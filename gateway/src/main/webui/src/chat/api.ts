import type { components as PeopleComponents, paths as PeoplePaths } from '../shared/api/auth.gen'
import type { components, paths } from '../shared/api/chat.gen'
import type { Answer } from '../shared/net/problem'
import type { Api } from '../shared/net/rest'
import { answer } from '../shared/net/rest'

type Schemas = components['schemas']
export type PersonFound = PeopleComponents['schemas']['Person']

const LIST_PAGE = 50
/** More matches than this call for more letters. */
const PEOPLE_SHOWN = 20

/** The requests of the chat screens. Nothing here rejects: what goes wrong is a problem. */
export type ChatApi = ReturnType<typeof chatApi>

export function chatApi(chat: Api<paths>, people: Api<PeoplePaths>) {
  return {
    conversations: (after: string | null): Promise<Answer<Schemas['ConversationPage']>> =>
      answer(
        chat.GET('/api/conversations', {
          params: { query: { limit: LIST_PAGE, ...(after === null ? {} : { after }) } },
        }),
      ),
    conversation: (id: string): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.GET('/api/conversations/{id}', { params: { path: { id } } })),
    messages: (
      id: string,
      query: { before?: number; after?: number; limit: number },
    ): Promise<Answer<Schemas['MessagePage']>> =>
      answer(chat.GET('/api/conversations/{id}/messages', { params: { path: { id }, query } })),
    open: (account: string): Promise<Answer<Schemas['Conversation']>> =>
      answer(chat.POST('/api/conversations', { body: { with: account } })),
    people: async (q: string, signal: AbortSignal): Promise<Answer<PersonFound[]>> => {
      const found = await answer(
        people.GET('/api/users', { params: { query: { q, limit: PEOPLE_SHOWN } }, signal }),
      )
      return found.ok ? { ok: true, value: found.value.people } : found
    },
  }
}
