import type { Id, Message } from './state'

/** Names everybody in the conversation. */
export const EVERYBODY = 'channel'

const TOKEN = /<@(channel|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/g

export type Piece = { text: string } | { mention: Id | typeof EVERYBODY }

/** A text, and in it whom it calls. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const token of text.matchAll(TOKEN)) {
    if (token.index > from) found.push({ text: text.slice(from, token.index) })
    found.push({ mention: token[1] ?? '' })
    from = token.index + token[0].length
  }
  if (from < text.length) found.push({ text: text.slice(from) })
  return found
}

/** How somebody is called in a text that is sent. */
export const token = (account: Id | typeof EVERYBODY): string => `<@${account}>`

/** The text with names in place of the tokens. */
export const named = (text: string, nameOf: (account: Id) => string): string =>
  text.includes('<@') ? text.replace(TOKEN, (_, account: Id) => `@${nameOf(account)}`) : text

/** Whom a text calls. */
export const called = (text: string): readonly Id[] =>
  text.includes('<@') ? [...text.matchAll(TOKEN)].map((found) => found[1] ?? '') : []

/** Whether a message of somebody else calls one. What is sent on calls nobody again. */
export const calls = ({ text, sender, forwarded }: Message, me: Id): boolean =>
  sender !== me &&
  forwarded === undefined &&
  (text.includes(token(me)) || text.includes(token(EVERYBODY)))
