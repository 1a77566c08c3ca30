import type { components } from '../../shared/api/chat.gen'
import type { Problem } from '../../shared/net/problem'
import type { ChatEvent, Resumed, Sent } from '../wire/frames'
import type { Feed, FeedOrder } from './feed'
import type {
  Attachment,
  Chat,
  Conversation,
  Id,
  Kind,
  MessageFile,
  Outgoing,
  Page,
  PagePurpose,
  Pending,
  Person,
  Wish,
} from './state'

type Schemas = components['schemas']

/** Everything that can happen to the store. Times are milliseconds since the epoch. */
export type Input =
  // from this device
  | {
      type: 'restored'
      chats: Chat[]
      people: Person[]
      outgoing: Outgoing[]
      drafts: Record<string, string>
      feeds: Record<Id, Feed>
      cursor: string | null
    }
  | { type: 'attached.restored'; attached: Record<string, readonly Attachment[]> }
  /** Chosen on this device, or taken back since it could not be kept. */
  | {
      type: 'notifications.chosen'
      conversation: Id
      notifications: Conversation['notifications']
    }
  | { type: 'notification-settings.told'; settings: Schemas['NotificationSettings'] }
  /** Something beside the list speaks of it, as a call does. */
  | { type: 'sought'; conversation: Id }
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
  | { type: 'page.failed'; conversation: Id; purpose: PagePurpose; problem: Problem }
  | {
      type: 'posts.loaded'
      conversation: Id
      order: FeedOrder
      before: number | null
      page: Schemas['PostPage']
      asOf: number
    }
  | { type: 'posts.failed'; conversation: Id; order: FeedOrder; before: number | null }
  | {
      type: 'thread.loaded'
      conversation: Id
      post: Schemas['Post']
      page: Schemas['CommentPage']
    }
  | { type: 'thread.failed'; conversation: Id; post: number; problem: Problem }
  | {
      type: 'comments.loaded'
      conversation: Id
      post: number
      page: Schemas['CommentPage']
    }
  | { type: 'comments.failed'; conversation: Id; post: number }
  | {
      type: 'changes.loaded'
      conversation: Id
      after: number
      page: Schemas['ChangePage']
    }
  | { type: 'changes.failed'; conversation: Id; problem: Problem }
  | { type: 'pins.loaded'; conversation: Id; page: Schemas['PinPage'] }
  | { type: 'pins.failed'; conversation: Id }
  | { type: 'quote.loaded'; conversation: Id; number: number; page: Page }
  | { type: 'quote.failed'; conversation: Id; number: number }
  | {
      type: 'members.loaded'
      conversation: Id
      after: string | null
      members: Schemas['Seat'][]
      next: string | null
      asOf: number
    }
  | { type: 'members.failed'; conversation: Id }
  | { type: 'person.loaded'; person: Omit<Person, 'presence' | 'lastSeenAt' | 'asOf'> }
  | { type: 'person.failed'; account: Id }
  // from the person
  | { type: 'list.wanted'; after: string | null }
  | { type: 'opened'; conversation: Id; at: number | null }
  | { type: 'left'; conversation: Id }
  | { type: 'page.wanted'; conversation: Id; purpose: 'latest' | 'before' | 'after' }
  /** Of all channels, from now on. */
  | { type: 'feeds.ordered'; order: FeedOrder }
  /** The next; `anew`: the first of the order. */
  | { type: 'posts.wanted'; conversation: Id; anew?: boolean }
  | { type: 'thread.opened'; conversation: Id; post: number }
  | { type: 'comments.wanted'; conversation: Id; post: number }
  | { type: 'members.wanted'; conversation: Id }
  | { type: 'person.wanted'; account: Id }
  | { type: 'pins.wanted'; conversation: Id }
  | { type: 'quote.wanted'; conversation: Id; number: number }
  /** `isMeant`: the person said so, and did not just look at it. */
  | { type: 'seen'; conversation: Id; number: number; isMeant?: boolean }
  | { type: 'drafted'; place: string; text: string }
  | { type: 'composed'; conversation: Id; clientId: Id; as: Kind; text: string; at: number }
  /** `kind`: what it is now, if that is something else. */
  | {
      type: 'retried'
      conversation: Id
      clientId: Id
      as: Id
      at: number
      kind?: Kind
    }
  | { type: 'discarded'; conversation: Id; clientId: Id }
  | { type: 'wished'; id: Id; conversation: Id; number: number; wish: Wish; at: number }
  /** Taken back before it was sent, or given up after it was refused. */
  | { type: 'wish.withdrawn'; conversation: Id; id: Id }
  /** Nobody is there any more to take back what waits for that; null for all conversations. */
  | { type: 'wishes.released'; conversation: Id | null }
  | { type: 'refusals.told' }
  // of wishes: from the disk, and from the socket
  | { type: 'wish.noticed'; pending: Pending }
  | { type: 'wish.answered'; conversation: Id; id: Id; change: number }
  | { type: 'wish.refused'; conversation: Id; id: Id; problem: Problem; at: number }
  | { type: 'wish.lost'; conversation: Id; id: Id }
  | { type: 'files.attached'; place: string; files: readonly Attachment[] }
  | { type: 'file.detached'; place: string; key: Id }
  | { type: 'file.retried'; place: string; key: Id }
  // from the uploads, of whatever holds the file: a draft or a message on its way
  | { type: 'file.uploaded'; key: Id; file: MessageFile }
  | { type: 'file.refused'; key: Id; problem: Problem }
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
  | {
      type: 'load-posts'
      conversation: Id
      order: FeedOrder
      before: number | null
      asOf: number
    }
  | { type: 'load-thread'; conversation: Id; post: number }
  | { type: 'load-comments'; conversation: Id; post: number; after: number }
  | { type: 'load-changes'; conversation: Id; after: number }
  | { type: 'load-pins'; conversation: Id }
  | { type: 'load-quote'; conversation: Id; number: number }
  | { type: 'load-members'; conversation: Id; after: string | null; asOf: number }
  | { type: 'load-person'; account: Id }
  | { type: 'resume'; cursor: string }
  | { type: 'mark-read'; conversation: Id; number: number }
  | { type: 'send'; outgoing: Outgoing }
  | { type: 'keep'; outgoing: Outgoing }
  | { type: 'forget'; conversation: Id; clientId: Id }
  | { type: 'send-wish'; pending: Pending }
  | { type: 'keep-wish'; pending: Pending }
  | { type: 'forget-wish'; id: Id }
  | { type: 'keep-draft'; place: string; text: string }
  | { type: 'keep-attached'; place: string }
  /** `anew`: what the server had of it is gone. */
  | { type: 'upload'; attachment: Attachment; anew: boolean }
  /** Nothing here needs them any more; what was sent stays with the server. */
  | { type: 'release-files'; files: readonly Attachment[]; areSent: boolean }
  | { type: 'wake'; at: number }
