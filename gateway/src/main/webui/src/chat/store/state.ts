import type { components } from '../../shared/api/chat.gen'
import type { Problem } from '../../shared/net/problem'
import type { Conversation, Member, Message, MessageFile } from '../wire/frames'
import type { Feed, FeedOrder } from './feed'

export type Id = string
export type Presence = 'online' | 'away' | 'offline'

export type Person = {
  id: Id
  name: string
  /** A line of their own about what they are at; often empty. */
  status: string
  /** The name of their photo's files. */
  photo: string | null
  /** The account is gone, and its name with it: what it wrote stays. */
  deleted: boolean
  presence: Presence
  /** RFC 3339; null while the person is here or has never been. */
  lastSeenAt: string | null
  /** How many frames had been applied when this was learnt: an older answer never undoes a newer event. */
  asOf: number
}

/** Whether the messages beyond one end of what is loaded are being fetched. */
export type Edge = 'idle' | 'loading' | 'failed'

/** The loaded part of a conversation: one run of numbers without a gap. */
export type Log = {
  messages: readonly Message[]
  /** Messages that arrived beyond a gap at the end. They are shown, and absorbed once the gap is filled. */
  ahead: readonly Message[]
  /** Whether the run is meant to reach the end of the conversation; false after a jump into the past. */
  following: boolean
  before: Edge
  after: Edge
}

export type Chat = {
  id: Id
  kind: Conversation['kind']
  /** Of a channel, and of a group if it was given one. */
  name: string | null
  channel: Conversation['channel']
  /** One's own; outside a channel everybody is a member. */
  role: Conversation['role']
  memberCount: number
  /** Counts the changes of the fields above and of who is in it. */
  revision: number
  /** The first message that one may see. */
  firstNumber: number
  /** Empty for a channel. */
  memberIds: readonly Id[]
  createdAt: string
  lastNumber: number
  lastMessage: Message | null
  /** Why nothing can be written in a direct conversation; null where it can. */
  closed: NonNullable<Conversation['closed']> | null
  /** What each member has read, as far as the server told. */
  markers: Readonly<Record<Id, number>>
  /** The furthest that the own marker ever was, and the number of its last move, as far as the server told. */
  seenNumber: number
  readRevision: number
  /** What was read on this screen, and the last move of the marker that was known then; runs ahead of the server. */
  readHere: number
  readHereAsOf: number
  /** Marked as unread while it was open: up to here it stays so until it is opened anew. */
  leftUnread: number
  /** Other people's messages after the own marker; 100 means more than 99. */
  unread: number
  /** Those of them that call one; 100 means more than 99. */
  mentions: number
  /** What one wants to be notified of here. */
  notifications: Conversation['notifications']
  /** How many frames had been applied when that was chosen: an older answer does not undo it. */
  chosenAsOf: number
  /** Of the changes of its messages, all up to this one are in what is loaded. */
  knownChange: number
  /** The last change that the server has told of. */
  lastChange: number
  /** The fetching of those between. */
  catchingUp: Edge
  log: Log | null
  /** The first page, or the page jumped to. */
  opening: Edge
}

/** A post of a channel and what became of it. */
export type Post = Omit<components['schemas']['Post'], 'lastChange'>

export type Role = Conversation['role']

/** Somebody's place in a channel. */
export type Seat = {
  /** Null once they are no longer in it. */
  role: Role | null
  /** RFC 3339; null where nobody told. */
  joinedAt: string | null
  /** Of the event that told; 0 when it was asked for. */
  revision: number
  /** As that of a person. */
  asOf: number
}

/** A channel's members, as far as they are loaded. */
export type Roster = {
  seats: Readonly<Record<Id, Seat>>
  /** Where the next page begins; null at the end. */
  next: string | null
  more: Edge
}

/** What is pinned in a conversation, pinned last first. */
export type Pins =
  | { status: 'loading' | 'failed' }
  | { status: 'ready'; messages: readonly Message[] }

/** A message that is quoted by those that answer it, and not among those that are loaded. */
export type Quote = Message | 'loading' | 'failed'

/** A time in a video that something was written about. */
export type Moment = NonNullable<Message['moment']>

/** What a message is among those of its conversation. */
export type Kind =
  /** With the number of the message that it answers. */
  | { kind: 'message'; replyTo?: number }
  /** Pinned as soon as it is stored, if that is wanted too. */
  | { kind: 'post'; title: string; commentsAllowed: boolean; pin?: boolean; moment?: Moment }
  | { kind: 'comment'; post: number; replyTo: number | null; moment?: Moment }

/** A file that is to be sent with what is being written. How far it has come up is told elsewhere: it changes often. */
export type Attachment = {
  /** Its own name on this device, for ever. */
  key: Id
  name: string
  bytes: number
  /** What the browser takes it for; the server looks for itself. */
  type: string
  /** In pixels, of a picture. */
  width?: number
  height?: number
  /** What the server made of it; null until all of it is there. */
  file: MessageFile | null
  /** Why it does not go up; null while it may. */
  problem: Problem | null
}

/** A message of one's own that the server has not confirmed. */
export type Outgoing = {
  clientId: Id
  conversation: Id
  as: Kind
  text: string
  /** It waits until all of them are up. */
  files: readonly Attachment[]
  /** Milliseconds since the epoch, strictly rising within a conversation: the order of sending. */
  queuedAt: number
  state:
    | { status: 'storing' }
    | { status: 'queued'; notBefore: number; attempt: number }
    | { status: 'sending'; attempt: number }
    | { status: 'failed'; problem: Problem }
}

/** What shall become of a message that is stored. */
export type Wish =
  | { kind: 'edit'; text: string; title: string | null }
  | { kind: 'delete' }
  | { kind: 'react'; emoji: string; present: boolean }
  | { kind: 'pin'; present: boolean }
  | { kind: 'comments'; allowed: boolean }

/** A wish of one's own that has not come back as a change. */
export type Pending = {
  /** Of an edit also what the server knows it by. */
  id: Id
  conversation: Id
  number: number
  wish: Wish
  /** When it was wished, in milliseconds since the epoch. */
  at: number
  state:
    | { status: 'held'; until: number }
    | { status: 'queued'; notBefore: number; attempt: number }
    | { status: 'sending'; attempt: number }
    | { status: 'done'; change: number }
    | { status: 'failed'; problem: Problem }
}

export type ChatState = {
  me: Id
  link: 'down' | 'up'
  list:
    | { status: 'loading' }
    | { status: 'failed'; problem: Problem }
    | { status: 'ready'; next: string | null; more: Edge }
  cursor: string | null
  /** Frames applied so far. */
  frames: number
  /** Whether this tab is the one that sends what is queued. */
  drains: boolean
  open: Id | null
  chats: Readonly<Record<Id, Chat>>
  /** Conversations being fetched one by one, and those that turned out not to be there. */
  lookups: Readonly<Record<Id, 'loading' | 'absent' | 'failed'>>
  /** The revision at which one left a conversation: what is not newer does not bring it back. */
  departed: Readonly<Record<Id, number>>
  people: Readonly<Record<Id, Person>>
  /** Whom one has blocked. */
  blocked: Readonly<Record<Id, true>>
  /** People of whom the server is being asked. */
  asked: Readonly<Record<Id, true>>
  /** Of channels that were opened. */
  feeds: Readonly<Record<Id, Feed>>
  /** What the person wants their posts ordered by. */
  feedOrder: FeedOrder
  rosters: Readonly<Record<Id, Roster>>
  /** Per conversation and person: typing until then, in milliseconds since the epoch. */
  typing: Readonly<Record<Id, Readonly<Record<Id, number>>>>
  outgoing: Readonly<Record<Id, readonly Outgoing[]>>
  /** Per conversation, in the order in which they were wished. */
  pending: Readonly<Record<Id, readonly Pending[]>>
  /** Wishes that were refused and given up, until they have been told. */
  refused: readonly Pending[]
  /** Per conversation and number. */
  quotes: Readonly<Record<Id, Readonly<Record<number, Quote>>>>
  /** Of conversations whose pins are looked at. */
  pins: Readonly<Record<Id, Pins>>
  /** What of Activity is unread; 100 means more than 99. */
  activityUnread: number
  /** How often something of Activity became another: who shows it asks again. */
  activityChanges: number
  /** Since one last looked at the list of calls; 100 means more than 99. */
  missedCalls: number
  /** How often a call was told to be over: who shows the list asks again. */
  callChanges: number
  /** How many messages that were reported wait for one; 100 means more than 99. */
  reportsOpen: number
  /** Null until the server has told. */
  notificationSettings: components['schemas']['NotificationSettings'] | null
  /** Per place where something is being written: see `draftPlaces`. */
  drafts: Readonly<Record<string, string>>
  /** Per such place: the files that go with what is written. */
  attached: Readonly<Record<string, readonly Attachment[]>>
}

export const initialState = (me: Id): ChatState => ({
  me,
  link: 'down',
  list: { status: 'loading' },
  cursor: null,
  frames: 0,
  drains: false,
  open: null,
  chats: {},
  lookups: {},
  departed: {},
  people: {},
  blocked: {},
  asked: {},
  feeds: {},
  feedOrder: 'latest',
  rosters: {},
  typing: {},
  outgoing: {},
  pending: {},
  refused: [],
  quotes: {},
  pins: {},
  activityUnread: 0,
  activityChanges: 0,
  missedCalls: 0,
  callChanges: 0,
  reportsOpen: 0,
  notificationSettings: null,
  drafts: {},
  attached: {},
})

export type Page = {
  messages: Message[]
  hasBefore: boolean
  hasAfter: boolean
  /** The change as of which they are shown. */
  lastChange: number
}

/** Why a page is fetched: the end of the conversation, a place in it, or more at one end of what is loaded. */
export type PagePurpose = 'latest' | 'around' | 'before' | 'after'

export type { Conversation, Member, Message, MessageFile }
