import { EVERYBODY } from '../store/mentions'
import { mayCallEverybody } from '../store/rights'
import type { Chat, ChatState, Id, Person } from '../store/state'

/** More are not read through: one letter more finds them. */
const SHOWN = 8

/** Who is in a conversation beside oneself, as far as that is loaded, and those who were found there. */
export function callable(
  state: ChatState,
  chat: Chat,
  found: readonly Person[] = [],
): readonly Person[] {
  const seats = state.rosters[chat.id]?.seats ?? {}
  const ids =
    chat.kind === 'channel'
      ? [...new Set([...Object.keys(seats), ...found.map(({ id }) => id)])].filter(
          (id) => seats[id]?.role !== null,
        )
      : chat.memberIds
  return ids.flatMap((id) => {
    const person = state.people[id] ?? found.find((one) => one.id === id)
    return person && id !== state.me && !person.deleted ? [person] : []
  })
}

export type Candidate = { id: Id | typeof EVERYBODY; name: string; person: Person | null }

/** How well a name fits what is typed: at its beginning, at that of a word, within; null if it does not. */
function rankOf(name: string, typed: string): number | null {
  const lower = name.toLocaleLowerCase()
  let rank: number | null = null
  for (let at = lower.indexOf(typed); at >= 0; at = lower.indexOf(typed, at + 1)) {
    if (at === 0) return 0
    if (/[\s·-]/.test(lower[at - 1] ?? '')) return 1
    rank = /\p{Script=Han}/u.test(typed) ? 2 : null
  }
  return rank
}

/** Those who may be meant by what is typed after an @, the likeliest first. */
export function candidates(
  chat: Chat,
  people: readonly Person[],
  typed: string,
  everybody: readonly string[],
): readonly Candidate[] {
  const words = typed.toLocaleLowerCase()
  const fitting = people.flatMap((person) => {
    const rank = rankOf(person.name, words)
    return rank === null ? [] : [{ id: person.id, name: person.name, person, rank }]
  })
  fitting.sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
  const all = everybody.some((name) => name.toLocaleLowerCase().startsWith(words))
  const found: Candidate[] = fitting.slice(0, SHOWN)
  return all && mayCallEverybody(chat)
    ? [...found, { id: EVERYBODY, name: everybody[0] ?? EVERYBODY, person: null }]
    : found
}

/** Where an @ and what follows it stand before the caret: not those in an address. */
const BEFORE_CARET = /(?:^|[^A-Za-z0-9._%+-])@([^@\n]{0,40})$/

/** What is being typed after an @: where the @ stands, and what follows. */
export function typedAfterAt(text: string, caret: number): { from: number; typed: string } | null {
  const typed = BEFORE_CARET.exec(text.slice(0, caret))?.[1]
  return typed === undefined ? null : { from: caret - typed.length - 1, typed }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with a call in place of each name after an @. */
export function called(text: string, ids: ReadonlyMap<string, Id>, token: (id: Id) => string) {
  if (!text.includes('@') || ids.size === 0) return text
  // the longest first: "Lin" is the beginning of "Lin Mei-hua"
  const names = [...ids.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const place = new RegExp(`(^|[^A-Za-z0-9._%+-])@(${names.join('|')})(?![A-Za-z0-9])`, 'g')
  return text.replace(
    place,
    (_, before: string, name: string) => before + token(ids.get(name) ?? ''),
  )
}
