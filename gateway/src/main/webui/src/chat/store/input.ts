import type { Problem } from '../../shared/net/problem'
import type { ChatEvent, Resumed, Sent } from '../wire/frames'
import type { Chat, Conversation, Id, Outgoing, Page, PagePurpose, Person } from './state'

/** Everything that can happen to the store. Times are milliseconds since the epoch. */
export type Input =
  // from this device
  | {
      type: 'restored'
      chats: Chat[]
      people: Person[]
      outgoing: Outgoing[]
      drafts: Record<Id, string>
      cursor: string | null
    }
  | { type: 'drain.granted' }
  | { type: 'ticked'; at: number }
  // from the person's own profile
  | { type: 'self.changed'; name: string; status: string; photo: string | null }
  // from the socket
  | { type: 'connected' }
  | { type: 'disconnected' }
  | { type: 'frame'; frame: ChatEvent; at: number }
  | { type: 'resumed'; result: Resumed }
  | { type: 'resume.refused' }
  // from REST; asOf is the one of the effect that asked
  | {
      type: 'list.loaded'
      after: string | null
      conversations: Conversation[]
      next: string | null
      cursor: string
      asOf: number
    }
  | { type: 'list.failed'; after: string | null; problem: Problem }
  | { type: 'conversation.loaded'; conversation: Conversation; asOf: number }
  | { type: 'conversation.failed'; conversation: Id; problem: Problem }
  | { type: 'page.loaded'; conversation: Id; purpose: PagePurpose; page: Page }
  | { type: 'page.failed'; conversation: Id; purpose: PagePurpose }
  // from the person
  | { type: 'list.wanted'; after: string | null }
  | { type: 'opened'; conversation: Id; at: number | null }
  | { type: 'left'; conversation: Id }
  | { type: 'page.wanted'; conversation: Id; purpose: 'latest' | 'before' | 'after' }
  | { type: 'seen'; conversation: Id; number: number }
  | { type: 'drafted'; conversation: Id; text: string }
  | { type: 'composed'; conversation: Id; clientId: Id; text: string; at: number }
  | { type: 'retried'; conversation: Id; clientId: Id; as: Id; at: number }
  | { type: 'discarded'; conversation: Id; clientId: Id }
  // from the outbox: this tab's or another's
  | { type: 'outgoing.stored'; conversation: Id; clientId: Id }
  | { type: 'outgoing.noticed'; outgoing: Outgoing }
  | { type: 'outgoing.gone'; conversation: Id; clientId: Id }
  | { type: 'send.answered'; conversation: Id; clientId: Id; result: Sent }
  | { type: 'send.refused'; conversation: Id; clientId: Id; problem: Problem; at: number }
  | { type: 'send.lost'; conversation: Id; clientId: Id }

/** What the edge has to do, in order. */
export type Effect =
  | { type: 'load-list'; after: string | null; asOf: number }
  | { type: 'load-conversation'; conversation: Id; asOf: number }
  | {
      type: 'load-page'
      conversation: Id
      purpose: PagePurpose
      before?: number
      after?: number
      limit: number
    }
  | { type: 'resume'; cursor: string }
  | { type: 'mark-read'; conversation: Id; number: number }
  | { type: 'send'; outgoing: Outgoing }
  | { type: 'keep'; outgoing: Outgoing }
  | { type: 'forget'; conversation: Id; clientId: Id }
  | { type: 'keep-draft'; conversation: Id; text: string }
  | { type: 'wake'; at: number }
