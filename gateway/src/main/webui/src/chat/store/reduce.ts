import {
  attachedTo,
  detachAll,
  filesForRetry,
  handleFiles,
  joinFiles,
  sentFiles,
  upload,
} from './attachments'
import { isToBeRead } from './calls'
import {
  held,
  isAwaited,
  LONGEST_CATCH_UP,
  pinned,
  putChange,
  revise,
  shownAsOf,
  startAsOf,
  take,
} from './changes'
import {
  closeFeed,
  fillFeed,
  gapFilled,
  gapStays,
  handleChannel,
  hearInFeed,
  openFeed,
  reseat,
} from './channel'
import { draftPlaces, isIn } from './drafts'
import type { Effect, Input } from './input'
import { absorb, arrive, emptyLog, join } from './log'
import { calls } from './mentions'
import { drain, endWaits, removeOutgoing, requeue, settle, upsertOutgoing } from './outgoing'
import { drainWishes, endHolds, handleWish, requeueWishes, settleWishes } from './pending'
import type {
  Chat,
  ChatState,
  Conversation,
  Id,
  Kind,
  Log,
  Member,
  Message,
  Outgoing,
  PagePurpose,
  Quote,
} from './state'
import { type Counts, countsOf, countUnread, marked, readMarker, UNREAD_CAP } from './unread'
import { newer, reacted, retold } from './versions'

export const PAGE_SIZE = 50

/** Up to here the unread messages are loaded with the latest page; with more, the page around the first of them is. */
const UNREAD_WITH_LATEST = 80

/** A longer gap at the end of an open conversation is not filled: the latest page takes the place of what is shown. */
const LONGEST_FILL = 400

/** So much of a conversation stays in memory after it is left. */
const KEPT_AFTER_LEAVING = 200

/** A typing mark ends by itself after this. */
const TYPING_MS = 6_000

export type Step = { state: ChatState; effects: readonly Effect[] }

/** The whole behaviour of the chat client: no I/O, no clock, no chance. */
export function reduce(state: ChatState, input: Input): Step {
  const effects: Effect[] = []
  const handled = settleWishes(catchUp(handle(state, input, effects), effects))
  return { state: drainWishes(drain(handled, effects), effects), effects }
}

function handle(state: ChatState, input: Input, effects: Effect[]): ChatState {
  switch (input.type) {
    case 'restored':
      return restored(state, input, effects)
    case 'notifications.chosen':
      return chosen(state, input.conversation, input.notifications)
    case 'notification-settings.told':
      return { ...state, notificationSettings: input.settings }
    case 'drain.granted':
      return { ...state, drains: true }
    case 'ticked':
      return endTyping(
        endHolds({ ...state, outgoing: endWaits(state.outgoing, input.at) }, input.at),
        input.at,
      )
    case 'self.changed':
      return putPerson(state, state.me, shown(input))
    case 'connected':
      return connected(state, effects)
    case 'disconnected':
      return requeueWishes({ ...state, link: 'down', outgoing: requeue(state.outgoing) })
    case 'frame':
      return frame({ ...state, frames: state.frames + 1 }, input, effects)
    case 'resumed': {
      const merged = input.result.conversations.reduce(
        (s, c) => mergeConversation(s, c, s.frames, effects),
        state,
      )
      const left = input.result.left.reduce(
        (s, id) => depart(s, id, s.chats[id]?.revision ?? 0, effects),
        merged,
      )
      return { ...left, cursor: input.result.cursor }
    }
    case 'resume.refused':
      effects.push({ type: 'load-list', after: null, asOf: state.frames })
      return { ...state, cursor: null }
    case 'list.loaded':
      return listLoaded(state, input, effects)
    case 'list.failed':
      return state.list.status === 'ready'
        ? {
            ...state,
            list: { ...state.list, more: input.after === null ? state.list.more : 'failed' },
          }
        : { ...state, list: { status: 'failed', problem: input.problem } }
    case 'list.wanted':
      effects.push({ type: 'load-list', after: input.after, asOf: state.frames })
      return {
        ...state,
        list:
          state.list.status === 'ready'
            ? { ...state.list, more: input.after === null ? state.list.more : 'loading' }
            : { status: 'loading' },
      }
    case 'conversation.loaded':
      return mergeConversation(state, input.conversation, input.asOf, effects)
    case 'conversation.failed': {
      const isAbsent = input.problem.status === 404
      const known = state.chats[input.conversation]
      if (isAbsent && known) return depart(state, known.id, known.revision, effects)
      return {
        ...state,
        lookups: { ...state.lookups, [input.conversation]: isAbsent ? 'absent' : 'failed' },
      }
    }
    case 'page.loaded':
      return pageLoaded(state, input, effects)
    case 'page.failed':
      return pageFailed(state, input, effects)
    case 'sought': {
      const { conversation } = input
      const isKnown = state.chats[conversation] || state.lookups[conversation] === 'absent'
      return isKnown ? state : lookUp(state, conversation, effects)
    }
    case 'opened': {
      const chat = state.chats[input.conversation]
      const anew = chat ? putChat(state, { ...chat, leftUnread: 0 }) : state
      return opened({ ...anew, open: input.conversation }, input.conversation, input.at, effects)
    }
    case 'left':
      return left(
        handleWish(state, { type: 'wishes.released', conversation: input.conversation }, effects),
        input.conversation,
      )
    case 'page.wanted':
      return pageWanted(state, input.conversation, input.purpose, effects)
    case 'changes.loaded':
      return changesLoaded(state, input, effects)
    case 'changes.failed': {
      const chat = state.chats[input.conversation]
      if (!chat) return state
      if (input.problem.status === 404) return depart(state, chat.id, chat.revision, effects)
      return putChange(state, chat, { catchingUp: 'failed' })
    }
    case 'pins.wanted': {
      const known = state.pins[input.conversation]?.status
      if (known === 'loading' || known === 'ready') return state
      effects.push({ type: 'load-pins', conversation: input.conversation })
      return { ...state, pins: { ...state.pins, [input.conversation]: { status: 'loading' } } }
    }
    case 'pins.loaded': {
      const { messages, lastChange } = input.page
      const pins = { ...state.pins, [input.conversation]: { status: 'ready', messages } as const }
      return shownAsOf({ ...state, pins }, input.conversation, lastChange)
    }
    case 'pins.failed':
      return { ...state, pins: { ...state.pins, [input.conversation]: { status: 'failed' } } }
    case 'quote.wanted': {
      const { conversation, number } = input
      const known = state.quotes[conversation]?.[number]
      if (known !== undefined && known !== 'failed') return state
      effects.push({ type: 'load-quote', conversation, number })
      return putQuote(state, conversation, number, 'loading')
    }
    case 'quote.loaded': {
      const { conversation, number, page } = input
      const [message] = page.messages
      if (message?.number !== number) return putQuote(state, conversation, number, 'failed')
      return shownAsOf(
        putQuote(state, conversation, number, message),
        conversation,
        page.lastChange,
      )
    }
    case 'quote.failed':
      return putQuote(state, input.conversation, input.number, 'failed')
    case 'wished':
    case 'wish.withdrawn':
    case 'wishes.released':
    case 'wish.noticed':
    case 'wish.answered':
    case 'wish.refused':
    case 'wish.lost':
    case 'refusals.told':
      return handleWish(state, input, effects)
    case 'seen':
      return seen(state, input, effects)
    case 'drafted':
      return drafted(state, input.place, input.text, effects)
    case 'composed': {
      const queuedAt = Math.max(
        input.at,
        1 + (state.outgoing[input.conversation]?.at(-1)?.queuedAt ?? 0),
      )
      const outgoing = {
        clientId: input.clientId,
        conversation: input.conversation,
        as: input.as,
        text: input.text,
        files: attachedTo(state, input.conversation, input.as),
        queuedAt,
        state: { status: 'storing' } as const,
      }
      effects.push({ type: 'keep', outgoing })
      return draftPlaces(input.conversation, input.as).reduce(
        (s, place) => drafted(s, place, '', effects),
        detachAll(upsertOutgoing(state, outgoing), input.conversation, input.as, effects),
      )
    }
    case 'retried':
      return retried(state, input, effects)
    case 'discarded':
      release(state, input.conversation, input.clientId, false, effects)
      effects.push({ type: 'forget', conversation: input.conversation, clientId: input.clientId })
      return removeOutgoing(state, input.conversation, input.clientId)
    case 'outgoing.stored':
    case 'send.refused':
    case 'send.lost':
      return settle(state, input, effects)
    case 'outgoing.noticed': {
      const known = state.outgoing[input.outgoing.conversation]?.find(
        (o) => o.clientId === input.outgoing.clientId,
      )
      // what is on its way from here goes on; the notice tells only that it was stored
      return known?.state.status === 'sending' && input.outgoing.state.status === 'queued'
        ? state
        : noticed(state, joinFiles(known, input.outgoing), effects)
    }
    case 'outgoing.gone':
      return removeOutgoing(state, input.conversation, input.clientId)
    case 'send.answered': {
      const known = state.outgoing[input.conversation]?.find((o) => o.clientId === input.clientId)
      if (!known) return state
      const { number, id, sentAt } = input.result
      const message: Message = {
        number,
        id,
        sender: state.me,
        clientId: input.clientId,
        text: known.text,
        sentAt,
        change: 0,
        ...fieldsOf(known.as),
        ...(known.files.length > 0 ? { files: sentFiles(known.files) } : {}),
      }
      return arrived(state, input.conversation, message, effects)
    }
    case 'attached.restored':
    case 'files.attached':
    case 'file.detached':
    case 'file.retried':
    case 'file.uploaded':
    case 'file.refused':
      return handleFiles(state, input, effects)
    case 'feeds.ordered':
    case 'posts.wanted':
    case 'posts.loaded':
    case 'posts.failed':
    case 'thread.opened':
    case 'thread.loaded':
    case 'thread.failed':
    case 'comments.wanted':
    case 'comments.loaded':
    case 'comments.failed':
    case 'members.wanted':
    case 'members.loaded':
    case 'members.failed':
    case 'person.wanted':
    case 'person.loaded':
    case 'person.failed':
      return handleChannel(state, input, effects)
    default:
      return input satisfies never
  }
}

function restored(
  state: ChatState,
  input: Extract<Input, { type: 'restored' }>,
  effects: Effect[],
): ChatState {
  // whatever the server has already told is newer than the cache
  const fresh = state.list.status === 'ready'
  const chats = Object.fromEntries(input.chats.map((chat) => [chat.id, chat]))
  const people = Object.fromEntries(input.people.map((person) => [person.id, person]))
  const withCache = {
    ...state,
    chats: fresh ? state.chats : { ...chats, ...state.chats },
    feeds: { ...input.feeds, ...state.feeds },
    people: { ...people, ...state.people },
    drafts: { ...input.drafts, ...state.drafts },
    cursor: state.cursor ?? input.cursor,
  }
  return input.outgoing.reduce((s, outgoing) => noticed(s, outgoing, effects), withCache)
}

/** A message waits to be sent that was written earlier, or in another tab, which may be gone: its files go up from here. */
function noticed(state: ChatState, outgoing: Outgoing, effects: Effect[]): ChatState {
  upload(outgoing.files, effects)
  return upsertOutgoing(state, outgoing)
}

function connected(state: ChatState, effects: Effect[]): ChatState {
  // names come with the hello and presence is asked for, whatever was missed
  if (state.cursor !== null) effects.push({ type: 'resume', cursor: state.cursor })
  // with a cursor the resume tells what is new, but not what a failed answer would have held
  if (state.list.status === 'failed' || (state.cursor === null && state.list.status === 'ready'))
    effects.push({ type: 'load-list', after: null, asOf: state.frames })
  const list = retriedList(state, effects)
  for (const chat of Object.values(state.chats)) {
    if (readMarker(chat, state.me) > (chat.markers[state.me] ?? 0))
      effects.push({ type: 'mark-read', conversation: chat.id, number: chat.readHere })
  }
  const lookups = Object.fromEntries(
    Object.entries(state.lookups).filter(([, status]) => status !== 'failed'),
  )
  const up: ChatState = { ...state, list, link: 'up', lookups }
  return up.open === null ? up : opened(up, up.open, null, effects)
}

/** A later page of the list that could not be loaded is asked for again. */
function retriedList({ list, frames }: ChatState, effects: Effect[]): ChatState['list'] {
  if (list.status !== 'ready' || list.more !== 'failed') return list
  effects.push({ type: 'load-list', after: list.next, asOf: frames })
  return { ...list, more: 'loading' }
}

function listLoaded(
  state: ChatState,
  input: Extract<Input, { type: 'list.loaded' }>,
  effects: Effect[],
): ChatState {
  const { after, next } = input
  // of two that were asked for one after another the first goes on
  const isAwaited = after === null || (state.list.status === 'ready' && state.list.next === after)
  const list = { status: 'ready', next, more: next === null ? 'idle' : 'loading' } as const
  const merged = input.conversations.reduce(
    (s, c) => mergeConversation(s, c, input.asOf, effects),
    isAwaited ? { ...state, list } : state,
  )
  // the first page is shown at once; the rest is there to be found, counted and gone to
  if (isAwaited && next !== null)
    effects.push({ type: 'load-list', after: next, asOf: merged.frames })
  if (after !== null || merged.cursor !== null) return merged
  // the list may have been read before the socket was open: ask for what happened in between
  if (merged.link === 'up') effects.push({ type: 'resume', cursor: input.cursor })
  return { ...merged, cursor: input.cursor }
}

function frame(
  state: ChatState,
  { frame, at }: Extract<Input, { type: 'frame' }>,
  effects: Effect[],
): ChatState {
  switch (frame.type) {
    case 'message.sent':
      return arrived(
        setTyping(
          frame.message.call ? { ...state, callChanges: state.callChanges + 1 } : state,
          frame.conversation,
          frame.message.sender,
          null,
        ),
        frame.conversation,
        frame.message,
        effects,
      )
    case 'message.changed': {
      const { conversation, message } = frame
      const next = changed(state, frame, message.number, effects, (known) => retold(known, message))
      return next.chats[conversation]?.knownChange === frame.change
        ? recalled(state, pinned(next, conversation, message), conversation, message, effects)
        : previewed(next, conversation, message)
    }
    case 'reaction.changed':
      return changed(state, frame, frame.number, effects, (known) =>
        reacted(known, frame, state.me),
      )
    case 'messages.changed':
      return told(state, frame.conversation, frame.lastChange, effects)
    case 'activity':
      return {
        ...state,
        activityUnread: frame.unread,
        missedCalls: frame.missedCalls,
        activityChanges: state.activityChanges + 1,
      }
    case 'reports':
      return { ...state, reportsOpen: frame.open }
    case 'conversation.notifications':
      return chosen(state, frame.conversation, frame.notifications)
    case 'notifications':
      return { ...state, notificationSettings: frame.settings }
    case 'conversation.opened':
      return mergeConversation(state, frame.conversation, state.frames, effects)
    case 'conversation.changed':
      return apart(
        revised(state, frame, effects, () => ({
          name: frame.name,
          channel: frame.channel,
          closed: frame.closed ?? null,
        })),
        frame.conversation,
      )
    case 'blocks':
      return {
        ...state,
        blocked: Object.fromEntries(frame.accounts.map((id) => [id, true as const])),
      }
    case 'member.changed':
      return revised(reseat(state, frame, effects), frame, effects, (chat) => {
        // who came into a group is known only to the server
        if (
          frame.role !== null &&
          chat.kind !== 'channel' &&
          !chat.memberIds.includes(frame.account)
        )
          return null
        return {
          memberCount: frame.memberCount,
          memberIds:
            frame.role === null
              ? chat.memberIds.filter((id) => id !== frame.account)
              : chat.memberIds,
          role: frame.account === state.me ? (frame.role ?? chat.role) : chat.role,
        }
      })
    case 'conversation.left': {
      const chat = state.chats[frame.conversation]
      // one may be back since: the server knows
      return chat && chat.revision >= frame.revision
        ? ask(state, chat.id, effects)
        : depart(state, frame.conversation, frame.revision, effects)
    }
    case 'typing': {
      if (frame.account === state.me) return state
      if (frame.active) effects.push({ type: 'wake', at: at + TYPING_MS })
      return setTyping(
        state,
        frame.conversation,
        frame.account,
        frame.active ? at + TYPING_MS : null,
      )
    }
    case 'read': {
      const chat = state.chats[frame.conversation]
      if (!chat) return state
      if (frame.account !== state.me) {
        const number = Math.max(chat.markers[frame.account] ?? 0, frame.number)
        return putChat(state, { ...chat, markers: { ...chat.markers, [frame.account]: number } })
      }
      const { number, seenNumber = 0, readRevision = 0 } = frame
      const told = marked(chat, state.me, { number, seenNumber, readRevision })
      const moved = leftUnread(state, chat, told)
      return putChat(
        state,
        recount(
          state,
          moved,
          readMarker(chat, state.me) === readMarker(moved, state.me) ? countsOf(chat) : null,
          effects,
        ),
      )
    }
    case 'presence':
      return putPerson(state, frame.account, {
        presence: frame.state,
        lastSeenAt: frame.lastSeenAt,
      })
    case 'profile':
      return putPerson(state, frame.account, shown(frame))
    default:
      return frame satisfies never
  }
}

function arrived(
  state: ChatState,
  id: Id,
  message: Message,
  effects: Effect[],
  // an event of what changed since comes without its reactions: it is fetched, as if only its number had come
  isWhole = message.change === 0,
): ChatState {
  const settled = message.sender === state.me ? settleOwn(state, id, message, effects) : state
  const chat = settled.chats[id]
  if (!chat) return lookUp(settled, id, effects)
  const isNew = message.number > chat.lastNumber
  const grown: Chat = {
    ...chat,
    lastNumber: Math.max(chat.lastNumber, message.number),
    lastMessage: isNew ? message : chat.lastMessage,
    log: chat.log && isWhole ? arrive(chat.log, message) : chat.log,
  }
  // one more than known is counted on; after a skipped number the count has to be asked for
  const skipped = message.number > chat.lastNumber + 1
  const isUnread =
    isNew &&
    message.sender !== state.me &&
    isToBeRead(message) &&
    message.number > readMarker(chat, state.me)
  const counted = recount(
    settled,
    grown,
    skipped
      ? null
      : {
          unread: Math.min(UNREAD_CAP, chat.unread + (isUnread ? 1 : 0)),
          mentions: Math.min(
            UNREAD_CAP,
            chat.mentions + (isUnread && calls(message, state.me) ? 1 : 0),
          ),
        },
    effects,
  )
  const put = putChat(settled, counted)
  if (chat.kind !== 'channel') return fill(put, id, effects)
  return isWhole ? hearInFeed(put, counted, message, effects) : fillFeed(put, counted, effects)
}

type ChangeTold = { conversation: Id; change: number }

/** A change of a message: the next one is taken in, an older one dropped, and what is skipped is asked for. */
function changed(
  state: ChatState,
  { conversation, change }: ChangeTold,
  number: number,
  effects: Effect[],
  become: (known: Message) => Message,
): ChatState {
  const chat = state.chats[conversation]
  if (!chat || change <= chat.knownChange) return state
  if (change > chat.knownChange + 1 || isAwaited(state, chat, number))
    return told(state, conversation, change, effects)
  const next = putChange(state, chat, {
    knownChange: change,
    lastChange: Math.max(chat.lastChange, change),
  })
  return revise(next, conversation, (known) =>
    known.number === number && known.change < change ? become(known) : known,
  )
}

/** The line of the list shows the latest that was heard, even while changes of before it are missing. */
function previewed(state: ChatState, id: Id, message: Message): ChatState {
  const chat = state.chats[id]
  const last = chat?.lastMessage
  if (!chat || last?.number !== message.number || message.change <= last.change) return state
  return putChat(state, { ...chat, lastMessage: retold(last, message) })
}

/** There are changes up to this one. In a conversation that is not open only the line of the list is looked after. */
function told(state: ChatState, id: Id, lastChange: number, effects: Effect[]): ChatState {
  const chat = state.chats[id]
  if (!chat || lastChange <= chat.lastChange) return state
  if (state.open !== id && chat.knownChange === chat.lastChange)
    effects.push({ type: 'load-conversation', conversation: id, asOf: state.frames })
  const catchingUp = chat.catchingUp === 'failed' ? 'idle' : chat.catchingUp
  return putChange(state, chat, { lastChange, catchingUp })
}

/** An unread message may call one no more, or now: the count follows. */
function recalled(
  before: ChatState,
  state: ChatState,
  id: Id,
  message: Message,
  effects: Effect[],
): ChatState {
  const chat = state.chats[id]
  if (!chat || before.chats[id]?.knownChange === chat.knownChange) return state
  if (message.number <= readMarker(chat, state.me) || message.sender === state.me) return state
  const was = held(before, id, message.number)
  const more = was && Number(calls(message, state.me)) - Number(calls(was, state.me))
  const isKnown = more !== undefined && chat.mentions < UNREAD_CAP
  const counts = isKnown ? { unread: chat.unread, mentions: chat.mentions + more } : null
  return counts?.mentions === chat.mentions
    ? state
    : putChat(state, recount(state, chat, counts, effects))
}

/** Asks for the changes that the open conversation lacks. */
function catchUp(state: ChatState, effects: Effect[]): ChatState {
  const chat = state.open === null ? undefined : state.chats[state.open]
  if (chat?.catchingUp !== 'idle' || chat.knownChange >= chat.lastChange) return state
  if (chat.lastChange - chat.knownChange > LONGEST_CATCH_UP) {
    const { [chat.id]: _, ...feeds } = state.feeds
    const { [chat.id]: __, ...pins } = state.pins
    const anew = { ...chat, log: null, opening: 'idle', knownChange: chat.lastChange } as const
    return opened(putChat({ ...state, feeds, pins }, anew), chat.id, null, effects)
  }
  effects.push({ type: 'load-changes', conversation: chat.id, after: chat.knownChange })
  return putChange(state, chat, { catchingUp: 'loading' })
}

function changesLoaded(
  state: ChatState,
  { conversation: id, after, page }: Extract<Input, { type: 'changes.loaded' }>,
  effects: Effect[],
): ChatState {
  const chat = state.chats[id]
  if (!chat) return state
  const taken = page.messages.reduce((s, message) => take(s, id, message), state)
  // what was still to come comes with its change; a gap before it is filled from the log
  const heard = page.messages
    .filter(({ number }) => number > chat.lastNumber)
    .sort((a, b) => a.number - b.number)
    .reduce((s, message) => arrived(s, id, message, effects, true), taken)
  const now = heard.chats[id]
  if (!now) return heard
  // is less known than was when this was asked for, an answer of before came between: its changes are asked for again
  const knownChange =
    after <= now.knownChange ? Math.max(now.knownChange, page.lastChange) : now.knownChange
  const lastChange = Math.max(now.lastChange, page.lastChange)
  const caughtUp = { ...now, knownChange, lastChange, catchingUp: 'idle' } as const
  const marker = readMarker(now, state.me)
  const mayCall = page.messages.some(
    ({ number, editedAt, deletedAt }) =>
      number > marker && (editedAt !== undefined || deletedAt !== undefined),
  )
  const counts = mayCall ? null : countsOf(now)
  return putChat(heard, recount(heard, caughtUp, counts, effects))
}

/** What a message of this kind has besides its text. */
function fieldsOf(
  as: Kind,
): Pick<Message, 'title' | 'commentsAllowed' | 'post' | 'replyTo' | 'moment'> {
  switch (as.kind) {
    case 'message':
      return as.replyTo === undefined ? {} : { replyTo: as.replyTo }
    case 'post':
      return {
        title: as.title,
        commentsAllowed: as.commentsAllowed,
        ...(as.moment === undefined ? {} : { moment: as.moment }),
      }
    case 'comment':
      return {
        post: as.post,
        ...(as.replyTo === null ? {} : { replyTo: as.replyTo }),
        ...(as.moment === undefined ? {} : { moment: as.moment }),
      }
    default:
      return as satisfies never
  }
}

/** A message of one's own is stored: nothing more to send, wherever it was sent from. */
function settleOwn(
  state: ChatState,
  conversation: Id,
  { clientId, number }: Message,
  effects: Effect[],
): ChatState {
  const known = state.outgoing[conversation]?.find((o) => o.clientId === clientId)
  if (!known) return state
  release(state, conversation, clientId, true, effects)
  effects.push({ type: 'forget', conversation, clientId })
  const settled = removeOutgoing(state, conversation, clientId)
  // other tabs know of it too, and one is enough
  if (known.as.kind !== 'post' || !known.as.pin || !state.drains) return settled
  const pin = { kind: 'pin', present: true } as const
  const wished = { type: 'wished', id: clientId, conversation, number, wish: pin } as const
  return handleWish(settled, { ...wished, at: known.queuedAt }, effects)
}

/** The files of a message of one's own are needed here no more. */
function release(
  state: ChatState,
  conversation: Id,
  clientId: Id,
  areSent: boolean,
  effects: Effect[],
): void {
  const files = state.outgoing[conversation]?.find((o) => o.clientId === clientId)?.files ?? []
  if (files.length > 0) effects.push({ type: 'release-files', files, areSent })
}

/** A conversation's revisions have no gaps: the next one is applied, an older one dropped, a skipped one asked for. */
function revised(
  state: ChatState,
  frame: { conversation: Id; revision: number },
  effects: Effect[],
  change: (chat: Chat) => Partial<Chat> | null,
): ChatState {
  const chat = state.chats[frame.conversation]
  if (!chat || frame.revision <= chat.revision) return state
  const next = frame.revision === chat.revision + 1 ? change(chat) : null
  return next
    ? putChat(state, { ...chat, ...next, revision: frame.revision })
    : ask(state, chat.id, effects)
}

/** Of two people of whom one blocks the other, neither is told where the other is. */
function apart(state: ChatState, conversation: Id): ChatState {
  const chat = state.chats[conversation]
  if (!chat?.closed) return state
  const people = { ...state.people }
  for (const id of chat.memberIds) {
    const person = people[id]
    if (person && id !== state.me)
      people[id] = { ...person, presence: 'offline', lastSeenAt: null, asOf: state.frames }
  }
  return { ...state, people }
}

function ask(state: ChatState, conversation: Id, effects: Effect[]): ChatState {
  effects.push({ type: 'load-conversation', conversation, asOf: state.frames })
  return state
}

function chosen(
  state: ChatState,
  conversation: Id,
  notifications: Conversation['notifications'],
): ChatState {
  const chat = state.chats[conversation]
  return chat ? putChat(state, { ...chat, notifications, chosenAsOf: state.frames }) : state
}

/** One is no longer in the conversation: all of it is dropped. */
function depart(state: ChatState, id: Id, revision: number, effects: Effect[]): ChatState {
  for (const { clientId } of state.outgoing[id] ?? []) {
    release(state, id, clientId, false, effects)
    effects.push({ type: 'forget', conversation: id, clientId })
  }
  const attached = Object.keys(state.attached).filter((place) => isIn(id, place))
  for (const place of attached) {
    effects.push(
      { type: 'keep-attached', place },
      { type: 'release-files', files: state.attached[place] ?? [], areSent: false },
    )
  }
  const written = Object.keys(state.drafts).filter((place) => isIn(id, place))
  for (const place of written) effects.push({ type: 'keep-draft', place, text: '' })
  const { [id]: _chat, ...chats } = state.chats
  const { [id]: _typing, ...typing } = state.typing
  const { [id]: _outgoing, ...outgoing } = state.outgoing
  const { [id]: _feed, ...feeds } = state.feeds
  const { [id]: _roster, ...rosters } = state.rosters
  const { [id]: wishes = [], ...pending } = state.pending
  const { [id]: _pins, ...pins } = state.pins
  const { [id]: _quotes, ...quotes } = state.quotes
  for (const wish of wishes) effects.push({ type: 'forget-wish', id: wish.id })
  const drafts = Object.fromEntries(
    Object.entries(state.drafts).filter(([place]) => !isIn(id, place)),
  )
  return {
    ...state,
    chats,
    typing,
    outgoing,
    feeds,
    rosters,
    pending,
    pins,
    quotes,
    drafts,
    attached: Object.fromEntries(
      Object.entries(state.attached).filter(([place]) => !isIn(id, place)),
    ),
    lookups: { ...state.lookups, [id]: 'absent' },
    departed: { ...state.departed, [id]: Math.max(revision, state.departed[id] ?? 0) },
  }
}

/**
 * Takes in what the server says of a conversation. It may be older than events that came meanwhile:
 * numbers only ever grow, and a person's name and presence are taken only if no frame came since it was asked for.
 */
function mergeConversation(
  state: ChatState,
  c: Conversation,
  asOf: number,
  effects: Effect[],
): ChatState {
  if (c.revision <= (state.departed[c.id] ?? -1)) return state
  const known = state.chats[c.id]
  // one left and came back meanwhile, and may see less than before
  const old = known && c.firstNumber > known.firstNumber ? undefined : known
  const members = old && old.revision > c.revision ? old : described(c)
  const marker =
    old && old.readRevision >= c.readRevision
      ? { ...old, readNumber: old.markers[state.me] ?? 0 }
      : c
  const updated: Chat = {
    ...members,
    id: c.id,
    createdAt: c.createdAt,
    lastNumber: Math.max(old?.lastNumber ?? 0, c.lastNumber),
    lastMessage: later(old?.lastMessage ?? null, c.lastMessage),
    markers: {
      ...old?.markers,
      ...Object.fromEntries(
        c.members.map(({ id, readNumber }) => [
          id,
          // null: they, or oneself, do not share it, perhaps any more
          readNumber === null ? 0 : Math.max(old?.markers[id] ?? 0, readNumber),
        ]),
      ),
      [state.me]: marker.readNumber,
    },
    seenNumber: marker.seenNumber,
    readRevision: marker.readRevision,
    readHere: old?.readHere ?? 0,
    readHereAsOf: old?.readHereAsOf ?? 0,
    leftUnread: old?.leftUnread ?? 0,
    unread: old?.unread ?? 0,
    mentions: old?.mentions ?? 0,
    notifications: old && old.chosenAsOf > asOf ? old.notifications : c.notifications,
    chosenAsOf: old?.chosenAsOf ?? 0,
    // where nothing is loaded but its last message, that is as of now
    knownChange:
      old && (holdsMessages(state, old) || old.lastNumber > c.lastNumber)
        ? old.knownChange
        : Math.max(old?.knownChange ?? 0, c.lastChange),
    lastChange: Math.max(old?.lastChange ?? 0, c.lastChange),
    catchingUp: old?.catchingUp ?? 'idle',
    log: old?.log ?? null,
    opening: old?.opening ?? 'idle',
  }
  const merged = old ? leftUnread(state, old, updated) : updated
  const tells =
    c.lastNumber === merged.lastNumber &&
    c.lastChange === merged.lastChange &&
    c.readNumber === readMarker(merged, state.me)
  const unchanged =
    old &&
    merged.lastNumber === old.lastNumber &&
    readMarker(merged, state.me) === readMarker(old, state.me)
  const counted = tells ? countsOf(c) : unchanged ? countsOf(old) : null
  const { [c.id]: _, ...lookups } = state.lookups
  let next = putChat({ ...state, lookups }, recount(state, merged, counted, effects))
  for (const member of c.members) {
    const { id, presence, lastSeenAt } = member
    if ((next.people[id]?.asOf ?? -1) > asOf) continue
    const person = { id, ...shown(member), presence, lastSeenAt, asOf }
    next = { ...next, people: { ...next.people, [id]: person } }
  }
  if (next.open !== c.id) return next
  return old ? fill(next, c.id, effects) : opened(next, c.id, null, effects)
}

/** Of two last messages the one with the higher number, and of one message the later version. */
const later = (a: Message | null, b: Message | null): Message | null =>
  !a || !b ? (a ?? b) : a.number === b.number ? newer(a, b) : a.number > b.number ? a : b

/** Whether more is loaded of a conversation than its last message. */
function holdsMessages(state: ChatState, chat: Chat): boolean {
  const feed = state.feeds[chat.id]
  const isFeedEmpty = !feed || (!feed.isLoaded && feed.ahead.length === 0)
  return chat.log !== null || !isFeedEmpty || state.pins[chat.id] !== undefined
}

/** What a revision counts the changes of. */
const described = (c: Conversation) => ({
  kind: c.kind,
  name: c.name,
  channel: c.channel,
  role: c.role,
  memberCount: c.memberCount,
  revision: c.revision,
  firstNumber: c.firstNumber,
  closed: c.closed ?? null,
  memberIds: c.members.map((member) => member.id),
})

/** What is shown of a person, as the server says it. */
const shown = ({
  name,
  status,
  photo,
  deleted = false,
}: Pick<Member, 'name' | 'status' | 'photo' | 'deleted'>) => ({ name, status, photo, deleted })

/** The chat with what is unread in it: counted, else as `known`, else asked for. */
function recount(state: ChatState, chat: Chat, known: Counts | null, effects: Effect[]): Chat {
  const counts = countUnread(chat, state.me) ?? known
  if (counts !== null) return { ...chat, ...counts }
  effects.push({ type: 'load-conversation', conversation: chat.id, asOf: state.frames })
  return chat
}

function lookUp(state: ChatState, conversation: Id, effects: Effect[]): ChatState {
  if (state.lookups[conversation] === 'loading') return state
  effects.push({ type: 'load-conversation', conversation, asOf: state.frames })
  return { ...state, lookups: { ...state.lookups, [conversation]: 'loading' } }
}

function opened(state: ChatState, id: Id, at: number | null, effects: Effect[]): ChatState {
  const known = state.chats[id]
  if (!known) return state.lookups[id] === 'absent' ? state : lookUp(state, id, effects)
  const chat: Chat = known.catchingUp === 'failed' ? { ...known, catchingUp: 'idle' } : known
  if (chat.kind === 'channel') return openFeed(putChat(state, chat), chat, effects)
  const log = chat.log
  if (at !== null) {
    const number = Math.min(at, chat.lastNumber)
    const isLoaded =
      log?.messages[0] &&
      log.messages[0].number <= number &&
      number <= (log.messages.at(-1)?.number ?? 0)
    return isLoaded || number < 1
      ? opened(state, id, null, effects)
      : load(state, chat, 'around', effects, number)
  }
  if (chat.opening === 'loading') return putChat(state, chat)
  if (log) return fill(putChat(state, { ...chat, log: { ...log, after: 'idle' } }), id, effects)
  if (chat.lastNumber < chat.firstNumber)
    return putChat(state, { ...chat, log: emptyLog, opening: 'idle' })
  if (chat.unread > UNREAD_WITH_LATEST)
    return load(state, chat, 'around', effects, readMarker(chat, state.me) + 1)
  return load(state, chat, 'latest', effects)
}

function load(
  state: ChatState,
  chat: Chat,
  purpose: 'latest' | 'around',
  effects: Effect[],
  number = 0,
): ChatState {
  const page = { type: 'load-page', conversation: chat.id, purpose } as const
  if (purpose === 'around')
    effects.push({ ...page, after: Math.max(0, number - PAGE_SIZE / 2), limit: PAGE_SIZE })
  else effects.push({ ...page, limit: Math.min(100, Math.max(PAGE_SIZE, chat.unread + 20)) })
  return putChat(state, { ...chat, opening: 'loading' })
}

/** Fetches what is missing at the end of the open conversation. */
function fill(state: ChatState, id: Id, effects: Effect[]): ChatState {
  const chat = state.chats[id]
  if (chat?.kind === 'channel') return fillFeed(state, chat, effects)
  const log = chat?.log
  if (
    !chat ||
    state.open !== id ||
    !log?.following ||
    log.after !== 'idle' ||
    chat.opening === 'loading'
  )
    return state
  const last = log.messages.at(-1)?.number ?? 0
  if (last >= chat.lastNumber) return state
  if (chat.lastNumber - last > LONGEST_FILL) return load(state, chat, 'latest', effects)
  effects.push({ type: 'load-page', conversation: id, purpose: 'after', after: last, limit: 100 })
  return putChat(state, { ...chat, log: { ...log, after: 'loading' } })
}

function pageWanted(
  state: ChatState,
  id: Id,
  purpose: 'latest' | 'before' | 'after',
  effects: Effect[],
): ChatState {
  const chat = state.chats[id]
  if (!chat) return lookUp(state, id, effects)
  if (purpose === 'latest')
    return chat.log?.following ? state : load(state, chat, 'latest', effects)
  const { log } = chat
  if (!log || log[purpose] === 'loading') return state
  const end = purpose === 'before' ? log.messages[0]?.number : log.messages.at(-1)?.number
  if (
    end === undefined ||
    (purpose === 'before' ? end <= chat.firstNumber : end >= chat.lastNumber)
  )
    return state
  effects.push({ type: 'load-page', conversation: id, purpose, [purpose]: end, limit: PAGE_SIZE })
  return putChat(state, { ...chat, log: { ...log, [purpose]: 'loading' } })
}

function pageLoaded(
  state: ChatState,
  { conversation, purpose, page }: Extract<Input, { type: 'page.loaded' }>,
  effects: Effect[],
): ChatState {
  const chat = state.chats[conversation]
  if (!chat) return state
  const lastNumber = Math.max(chat.lastNumber, page.messages.at(-1)?.number ?? 0)
  const isChannel = chat.kind === 'channel'
  const log = isChannel ? null : mergePage(chat.log, purpose, page.messages, lastNumber)
  const lastMessage = later(chat.lastMessage, page.messages.at(-1) ?? null)
  const merged: Chat = {
    ...chat,
    lastNumber,
    lastMessage,
    log,
    opening: purpose === 'latest' || purpose === 'around' ? 'idle' : chat.opening,
  }
  // a send whose answer was lost shows itself in the page that holds it
  const settled = page.messages.reduce(
    (s, m) => (m.sender === s.me ? settleOwn(s, conversation, m, effects) : s),
    state,
  )
  const known = lastNumber === chat.lastNumber ? countsOf(chat) : null
  const reachesEnd = (page.messages.at(-1)?.number ?? 0) >= lastNumber
  // where nothing was loaded before, all of it is as of now
  const isFirst = purpose === 'latest' && reachesEnd && !holdsMessages(settled, chat)
  const loaded = putChat(settled, merged)
  const asOf = isFirst
    ? startAsOf(loaded, conversation, page.lastChange)
    : shownAsOf(loaded, conversation, page.lastChange)
  const now = asOf.chats[conversation] ?? merged
  const put = putChat(asOf, recount(asOf, now, known, effects))
  return isChannel ? gapFilled(put, now, page.messages, effects) : fill(put, conversation, effects)
}

function mergePage(
  log: Log | null,
  purpose: PagePurpose,
  page: readonly Message[],
  lastNumber: number,
): Log | null {
  const joined = log && join(log.messages, page)
  if (purpose === 'latest' || purpose === 'around') {
    const messages = joined ?? page
    const following = (messages.at(-1)?.number ?? 0) >= lastNumber
    return absorb({
      messages,
      ahead: log?.following ? log.ahead : [],
      following: following || purpose === 'latest',
      before: 'idle',
      after: 'idle',
    })
  }
  if (!log) return null
  // an answer that no longer connects belongs to a part that has been replaced meanwhile
  if (!joined) return { ...log, [purpose]: 'idle' }
  const grew = joined.length > log.messages.length
  const atEnd = (joined.at(-1)?.number ?? 0) >= lastNumber
  return absorb({
    ...log,
    messages: joined,
    following: log.following || atEnd,
    [purpose]: grew || atEnd ? 'idle' : 'failed',
  })
}

function pageFailed(
  state: ChatState,
  { conversation: id, purpose, problem }: Extract<Input, { type: 'page.failed' }>,
  effects: Effect[],
): ChatState {
  const chat = state.chats[id]
  if (!chat) return state
  if (problem.status === 404) return depart(state, id, chat.revision, effects)
  if (chat.kind === 'channel') return gapStays(state, id)
  if (purpose === 'latest' || purpose === 'around')
    return putChat(state, { ...chat, opening: 'failed' })
  return chat.log ? putChat(state, { ...chat, log: { ...chat.log, [purpose]: 'failed' } }) : state
}

function left(state: ChatState, id: Id): ChatState {
  const { [id]: _pins, ...pins } = state.pins
  const { [id]: _quotes, ...quotes } = state.quotes
  const closed = { ...state, pins, quotes, open: state.open === id ? null : state.open }
  const chat = closed.chats[id]
  if (chat?.kind === 'channel') return closeFeed(closed, id)
  if (!chat?.log) return closed
  if (!chat.log.following) return putChat(closed, { ...chat, log: null, opening: 'idle' })
  return putChat(closed, {
    ...chat,
    log: { ...chat.log, messages: chat.log.messages.slice(-KEPT_AFTER_LEAVING), before: 'idle' },
  })
}

/** What went back while one looks at it was marked as unread, on whatever device: looking on does not undo that. */
const leftUnread = (state: ChatState, before: Chat, chat: Chat): Chat =>
  state.open === chat.id && readMarker(chat, state.me) < readMarker(before, state.me)
    ? { ...chat, leftUnread: chat.lastNumber }
    : chat

function seen(
  state: ChatState,
  { conversation: id, number, isMeant = false }: Extract<Input, { type: 'seen' }>,
  effects: Effect[],
): ChatState {
  const chat = state.chats[id]
  if (!chat || number <= readMarker(chat, state.me)) return state
  if (!isMeant && number <= chat.leftUnread) return state
  const readHere = Math.min(number, chat.lastNumber)
  const moved = { ...chat, readHere, readHereAsOf: chat.readRevision }
  if (state.link !== 'down')
    effects.push({ type: 'mark-read', conversation: id, number: moved.readHere })
  // what is not loaded is counted by the server, whose answer to the marker says how many are left
  return putChat(state, { ...moved, ...(countUnread(moved, state.me) ?? countsOf(chat)) })
}

function drafted(state: ChatState, place: string, text: string, effects: Effect[]): ChatState {
  if ((state.drafts[place] ?? '') === text) return state
  effects.push({ type: 'keep-draft', place, text })
  const { [place]: _, ...others } = state.drafts
  return { ...state, drafts: text === '' ? others : { ...others, [place]: text } }
}

function retried(
  state: ChatState,
  input: Extract<Input, { type: 'retried' }>,
  effects: Effect[],
): ChatState {
  const known = state.outgoing[input.conversation]?.find((o) => o.clientId === input.clientId)
  if (known?.state.status !== 'failed') return state
  const last = state.outgoing[input.conversation]?.at(-1)?.queuedAt ?? 0
  // it was refused, so it is stored nowhere: another name is safe, and needed if the name was the reason
  const again = {
    ...known,
    as: input.kind ?? known.as,
    files: filesForRetry(known, effects),
    clientId: input.as,
    queuedAt: Math.max(input.at, last + 1),
    state: { status: 'storing' } as const,
  }
  effects.push(
    { type: 'forget', conversation: input.conversation, clientId: input.clientId },
    { type: 'keep', outgoing: again },
  )
  return upsertOutgoing(removeOutgoing(state, input.conversation, input.clientId), again)
}

function setTyping(
  state: ChatState,
  conversation: Id,
  account: Id,
  until: number | null,
): ChatState {
  const { [account]: old, ...others } = state.typing[conversation] ?? {}
  if (old === undefined && until === null) return state
  return {
    ...state,
    typing: {
      ...state.typing,
      [conversation]: until === null ? others : { ...others, [account]: until },
    },
  }
}

function endTyping(state: ChatState, at: number): ChatState {
  let next = state
  for (const [conversation, typers] of Object.entries(state.typing)) {
    for (const [account, until] of Object.entries(typers))
      if (until <= at) next = setTyping(next, conversation, account, null)
  }
  return next
}

const putQuote = (state: ChatState, id: Id, number: number, quote: Quote): ChatState => ({
  ...state,
  quotes: { ...state.quotes, [id]: { ...state.quotes[id], [number]: quote } },
})

const putChat = (state: ChatState, chat: Chat): ChatState => ({
  ...state,
  chats: { ...state.chats, [chat.id]: chat },
})

function putPerson(state: ChatState, id: Id, change: Partial<ChatState['people'][Id]>): ChatState {
  const known = state.people[id]
  return known
    ? { ...state, people: { ...state.people, [id]: { ...known, ...change, asOf: state.frames } } }
    : state
}
