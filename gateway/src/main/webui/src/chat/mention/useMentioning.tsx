import { useLingui } from '@lingui/react/macro'
import {
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useId,
  useState,
} from 'react'
import { useChatSync } from '../ChatContext'
import { insert } from '../conversation/insert'
import { EVERYBODY, pieces, token } from '../store/mentions'
import { mayCallEverybody } from '../store/rights'
import type { Chat, ChatState, Id } from '../store/state'
import { type Candidate, callable, called, candidates, typedAfterAt } from './candidates'

const MentionList = lazy(() => import('./MentionList'))

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

/** Lets one call somebody from a field: an @ opens a list of those who are there, by the arrows and Enter or the pointer. */
export function useMentioning({
  chat,
  area,
  place,
}: {
  chat: Chat | undefined
  area: RefObject<HTMLTextAreaElement | null>
  place: string
}) {
  const { t } = useLingui()
  const { store } = useChatSync()
  const listId = useId()
  const [open, setOpen] = useState<{ from: number; typed: string } | null>(null)
  const [at, setAt] = useState(0)
  const everyone = t({ message: 'everyone', context: 'mention' })
  const everybody = [everyone, 'everyone', EVERYBODY]
  const found: readonly Candidate[] =
    open && chat ? candidates(chat, callable(store.getState(), chat), open.typed, everybody) : []
  const active = found[Math.min(at, found.length - 1)]
  useMoreMembers(chat, open !== null && found.length === 0)

  const look = () => {
    const field = area.current
    const next = field && typedAfterAt(field.value, field.selectionStart)
    setOpen(next ?? null)
    if (next?.typed !== open?.typed) setAt(0)
  }
  const choose = ({ id, name }: Candidate) => {
    const field = area.current
    if (!field || !open) return
    remember(place, name, id)
    field.setSelectionRange(open.from, field.selectionStart)
    insert(field, `@${name} `)
    setOpen(null)
  }
  /** True if the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      if (active) choose(active)
    } else if (event.key === 'Escape') setOpen(null)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const isOpen = found.length > 0
  const optionId = (candidate: Candidate) => `${listId}-${candidate.id}`
  return {
    onKeyDown,
    field: {
      onSelect: look,
      onBlur: () => setOpen(null),
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      ...(isOpen ? { 'aria-controls': listId } : {}),
      ...(isOpen && active ? { 'aria-activedescendant': optionId(active) } : {}),
    } as const,
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
    list: (
      <Suspense fallback={null}>
        {isOpen && (
          <MentionList
            id={listId}
            area={area}
            candidates={found}
            active={active}
            optionId={optionId}
            onChoose={choose}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    ),
  }
}

/** A channel's members come in pages: while nobody fits, the next is asked for. */
function useMoreMembers(chat: Chat | undefined, wants: boolean): void {
  const { store, dispatch } = useChatSync()
  useEffect(() => {
    if (!wants || chat?.kind !== 'channel') return
    const roster = store.getState().rosters[chat.id]
    if (roster && (roster.next === null || roster.more !== 'idle')) return
    dispatch({ type: 'members.wanted', conversation: chat.id })
  })
}
