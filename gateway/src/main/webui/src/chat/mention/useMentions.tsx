import { useLingui } from '@lingui/react/macro'
import { UsersRound } from 'lucide-react'
import { Avatar } from '../../shared/ui/Avatar'
import { useChatSync } from '../ChatContext'
import type { Source } from '../completion/useCompletion'
import { EVERYBODY, pieces, token } from '../store/mentions'
import { mayCallEverybody } from '../store/rights'
import type { Chat, ChatState, Id, Person } from '../store/state'
import { callable, called, candidates, typedAfterAt } from './candidates'

/** Whom the names in what is being written stand for, by the place where it is written: two people may have one name. */
const chosen = new Map<string, Map<string, Id>>()

function remember(place: string, name: string, id: Id): void {
  const names = chosen.get(place) ?? new Map<string, Id>()
  chosen.set(place, names.set(name, id))
}

/** The names that stand for one person: those that were chosen, and those that only one has. */
function idsOf(state: ChatState, chat: Chat, place: string, everybody: readonly string[]) {
  const ids = new Map<string, Id>()
  const doubled = new Set<string>()
  for (const { id, name } of callable(state, chat)) {
    if (ids.has(name)) doubled.add(name)
    ids.set(name, id)
  }
  for (const name of doubled) ids.delete(name)
  if (mayCallEverybody(chat)) for (const name of everybody) ids.set(name, EVERYBODY)
  for (const [name, id] of chosen.get(place) ?? []) ids.set(name, id)
  return ids
}

/**
 * Lets one call somebody: those who are there for the list that an @ opens, and what the names stand for.
 *
 * @param found members beyond those that are loaded
 */
export function useMentions(chat: Chat | undefined, place: string, found: readonly Person[]) {
  const { t } = useLingui()
  const { store } = useChatSync()
  const everyone = t({ message: 'everyone', context: 'mention' })
  const everybody = [everyone, 'everyone', EVERYBODY]
  const source: Source = {
    label: t`People to mention`,
    typedBefore: typedAfterAt,
    find: (typed) =>
      chat
        ? candidates(chat, callable(store.getState(), chat, found), typed, everybody).map(
            ({ id, name, person }) => ({
              id,
              name,
              picture: person ? (
                <Avatar person={person} size={28} />
              ) : (
                <span className="grid size-7 place-items-center rounded-full bg-sunken">
                  <UsersRound size={16} aria-hidden />
                </span>
              ),
              text: `@${name} `,
              onChosen: () => remember(place, name, id),
            }),
          )
        : [],
  }
  return {
    source,
    /** The text as it is sent. */
    wire: (text: string): string =>
      chat ? called(text, idsOf(store.getState(), chat, place, everybody), token) : text,
    /** A text that was sent, as it is written. */
    readable: (text: string): string =>
      pieces(text)
        .map((piece) => {
          if ('text' in piece) return piece.text
          const { mention } = piece
          const name =
            mention === EVERYBODY ? everyone : (store.getState().people[mention]?.name ?? '')
          // who has no name here stays as it is
          if (name === '') return token(mention)
          remember(place, name, mention)
          return `@${name}`
        })
        .join(''),
  }
}
