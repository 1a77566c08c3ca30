import { isToBeRead } from '../store/calls'
import type { Message, MessageFile, Outgoing } from '../store/state'

/** One person's messages within this stand under one name. */
const GROUP_MS = 5 * 60_000

export type MessageRow = {
  type: 'message'
  key: string
  /** 0 for one that is not stored yet. */
  number: number
  sender: string
  text: string
  files: readonly MessageFile[]
  sentAt: string
  /** Null while it is on its way. */
  message: Message | null
  /** Whether the name stands above it. */
  leads: boolean
  outgoing: Outgoing | null
}

export type Row =
  | MessageRow
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  | { type: 'start'; key: string }
  | { type: 'older'; key: string }
  | { type: 'newer'; key: string }

const none: readonly never[] = []

type Source = {
  messages: readonly Message[]
  outgoing: readonly Outgoing[]
  me: string
  /** The last message read when the conversation was opened; null for no divider. */
  newAfter: number | null
  hasAfter: boolean
}

/** The row of each message as it was built last: one that is the same need not be drawn again. */
const built = new WeakMap<Message, MessageRow>()

function rowOf(message: Message, leads: boolean): MessageRow {
  const known = built.get(message)
  if (known?.leads === leads) return known
  const { number, sender, clientId, text, files = none, sentAt } = message
  const row: MessageRow = {
    type: 'message',
    key: `${sender}:${clientId}`,
    number,
    sender,
    text,
    files,
    sentAt,
    message,
    leads,
    outgoing: null,
  }
  built.set(message, row)
  return row
}

const rowOnItsWay = (one: Outgoing, me: string, leads: boolean): MessageRow => ({
  type: 'message',
  key: `${me}:${one.clientId}`,
  number: 0,
  sender: me,
  text: one.text,
  files: none,
  sentAt: new Date(one.queuedAt).toISOString(),
  message: null,
  leads,
  outgoing: one,
})

/**
 * The log as it is shown. A message keeps its key from the moment it is written: the same row turns from "on its way"
 * to "sent" in place.
 */
export function buildRows({ messages, outgoing, me, newAfter, hasAfter }: Source): Row[] {
  const rows: Row[] = []
  const isShown = new Set<string>()
  /** What stands above the next one, if that may go without a name. */
  let before: { sender: string; at: number } | null = null
  let day = { from: 0, to: 0 }
  let isDivided = newAfter === null
  const add = (
    {
      key,
      sender,
      number,
      at,
      isNews,
    }: { key: string; sender: string; number: number; at: number; isNews: boolean },
    rowWith: (leads: boolean) => MessageRow,
  ) => {
    if (at < day.from || at >= day.to) {
      day = dayOf(at)
      rows.push({ type: 'day', key: `day:${key}`, at: new Date(at).toISOString() })
      before = null
    }
    if (!isDivided && isNews && number > (newAfter ?? 0)) {
      rows.push({ type: 'new', key: 'new' })
      isDivided = true
      before = null
    }
    rows.push(rowWith(before?.sender !== sender || at - before.at > GROUP_MS))
    before = { sender, at }
  }
  rows.push(
    (messages[0]?.number ?? 1) > 1
      ? { type: 'older', key: 'older' }
      : { type: 'start', key: 'start' },
  )
  for (const message of messages) {
    const { number, sender, clientId, sentAt } = message
    if (sender === me) isShown.add(clientId)
    const isNews = sender !== me && isToBeRead(message)
    add({ key: `${sender}:${clientId}`, sender, number, at: Date.parse(sentAt), isNews }, (leads) =>
      rowOf(message, leads),
    )
  }
  if (hasAfter) return [...rows, { type: 'newer', key: 'newer' }]
  for (const one of outgoing) {
    if (isShown.has(one.clientId)) continue
    add(
      { key: `${me}:${one.clientId}`, sender: me, number: 0, at: one.queuedAt, isNews: false },
      (leads) => rowOnItsWay(one, me, leads),
    )
  }
  return rows
}

/** From when to when the day is, where the reader is, in which a moment lies. */
function dayOf(at: number): { from: number; to: number } {
  const day = new Date(at)
  return { from: day.setHours(0, 0, 0, 0), to: day.setDate(day.getDate() + 1) }
}
