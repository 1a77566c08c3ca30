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

/**
 * The log as it is shown. A message keeps its key from the moment it is written: the same row turns from "on its way"
 * to "sent" in place.
 */
export function buildRows({ messages, outgoing, me, newAfter, hasAfter }: Source): Row[] {
  const rows: Row[] = []
  const isShown = new Set<string>()
  let before: MessageRow | null = null
  let isDivided = newAfter === null
  const add = (row: MessageRow) => {
    if (!before || !isSameDay(before.sentAt, row.sentAt)) {
      rows.push({ type: 'day', key: `day:${row.key}`, at: row.sentAt })
      before = null
    }
    if (!isDivided && row.sender !== me && row.number > (newAfter ?? 0)) {
      rows.push({ type: 'new', key: 'new' })
      isDivided = true
      before = null
    }
    const leads =
      before?.sender !== row.sender || Date.parse(row.sentAt) - Date.parse(before.sentAt) > GROUP_MS
    before = { ...row, leads }
    rows.push(before)
  }
  rows.push(
    (messages[0]?.number ?? 1) > 1
      ? { type: 'older', key: 'older' }
      : { type: 'start', key: 'start' },
  )
  for (const message of messages) {
    const { number, sender, clientId, text, files = none, sentAt } = message
    if (sender === me) isShown.add(clientId)
    add({
      type: 'message',
      key: `${sender}:${clientId}`,
      number,
      sender,
      text,
      files,
      sentAt,
      message,
      leads: false,
      outgoing: null,
    })
  }
  if (hasAfter) return [...rows, { type: 'newer', key: 'newer' }]
  for (const one of outgoing) {
    if (isShown.has(one.clientId)) continue
    add({
      type: 'message',
      key: `${me}:${one.clientId}`,
      number: 0,
      sender: me,
      text: one.text,
      files: none,
      sentAt: new Date(one.queuedAt).toISOString(),
      message: null,
      leads: false,
      outgoing: one,
    })
  }
  return rows
}

const isSameDay = (a: string, b: string): boolean =>
  new Date(a).toDateString() === new Date(b).toDateString()
