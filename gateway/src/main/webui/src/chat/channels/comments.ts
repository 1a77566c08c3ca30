import type { Message, Moment, Outgoing } from '../store/state'

export type CommentRow = {
  key: string
  sender: string
  text: string
  sentAt: string
  /** The time in a video that it is about. */
  moment: Moment | undefined
  /** Null while it is on its way. */
  message: Message | null
  outgoing: Outgoing | null
  replies: readonly CommentRow[]
}

/**
 * The comments of a post as they are shown: in the order in which they were written, the replies of each below it, and
 * one's own that are not stored yet at the end of where they belong. A comment keeps its key when it is stored.
 */
export function buildComments(
  comments: readonly Message[],
  outgoing: readonly Outgoing[],
  me: string,
  post: number,
): readonly CommentRow[] {
  const stored = comments.map((message) => ({ row: rowOf(message), parent: message.replyTo }))
  const isStored = new Set(stored.map(({ row }) => row.key))
  const waiting = outgoing.flatMap((one) =>
    one.as.kind === 'comment' && one.as.post === post
      ? [{ row: waitingRow(one, me), parent: one.as.replyTo ?? undefined }]
      : [],
  )
  const all = [...stored, ...waiting.filter(({ row }) => !isStored.has(row.key))]
  const replies = new Map<number, CommentRow[]>()
  const numbers = new Set(comments.map(({ number }) => number))
  const isReply = (parent: number | undefined): parent is number =>
    parent !== undefined && numbers.has(parent)
  for (const { row, parent } of all) {
    if (isReply(parent)) replies.set(parent, [...(replies.get(parent) ?? []), row])
  }
  return all
    .filter(({ parent }) => !isReply(parent))
    .map(({ row }) => ({ ...row, replies: replies.get(row.message?.number ?? 0) ?? [] }))
}

/** A comment or a reply in the one list that all of them are in. */
export type CommentLine = {
  row: CommentRow
  /** What it replies to. */
  to: CommentRow | null
  /** Its place among those of its level, from 1. */
  at: number
  of: number
}

/** Comments with their replies below them, one after another: a long list is shown in part. */
export const linesOf = (rows: readonly CommentRow[]): readonly CommentLine[] =>
  rows.flatMap((row, i) => [
    { row, to: null, at: i + 1, of: rows.length },
    ...row.replies.map((reply, j) => ({ row: reply, to: row, at: j + 1, of: row.replies.length })),
  ])

const rowOf = (message: Message): CommentRow => ({
  key: `${message.sender}:${message.clientId}`,
  sender: message.sender,
  text: message.text,
  sentAt: message.sentAt,
  moment: message.moment,
  message,
  outgoing: null,
  replies: [],
})

const waitingRow = (outgoing: Outgoing, me: string): CommentRow => ({
  key: `${me}:${outgoing.clientId}`,
  sender: me,
  text: outgoing.text,
  sentAt: new Date(outgoing.queuedAt).toISOString(),
  moment: outgoing.as.kind === 'comment' ? outgoing.as.moment : undefined,
  message: null,
  outgoing,
  replies: [],
})
