import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import type { Answer, Problem } from '../../shared/net/problem'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { Dialog } from '../../shared/ui/Dialog'
import type { PersonFound } from '../api'
import { useChatSync, useChats } from '../ChatContext'

/** Somebody types faster than this; each pause is one request. */
const PAUSE_MS = 250

type Finding =
  | { status: 'idle' }
  | { status: 'searching'; people: readonly PersonFound[] }
  | { status: 'found'; people: readonly PersonFound[] }
  | { status: 'failed'; problem: Problem }

/** Finds somebody by name or whole address, and opens the chat with them. */
export default function NewChat({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`New chat`} isOpen onOpenChange={onClose}>
      <FindPerson onDone={onClose} />
    </Dialog>
  )
}

function FindPerson({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const me = useChats((state) => state.me)
  const [typed, setTyped] = useState('')
  const [attempt, setAttempt] = useState(0)
  const [opening, setOpening] = useState<Answer<string> | 'pending' | null>(null)
  const search = usePeople(typed.trim(), attempt)
  const open = async (account: string) => {
    if (opening === 'pending') return
    setOpening('pending')
    const answer = await sync.openWith(account)
    setOpening(answer)
    if (!answer.ok) return
    onDone()
    void navigate({ to: '/chats/$chatId', params: { chatId: answer.value } })
  }
  const people =
    search.status === 'found' || search.status === 'searching'
      ? search.people.filter(({ id }) => id !== me)
      : []
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped} filter={() => true}>
      <SearchField aria-label={t`Name or email address`} autoFocus className="relative mx-5 mb-2">
        <Search
          size={18}
          aria-hidden
          className="absolute start-3 top-1/2 -translate-y-1/2 text-muted"
        />
        <Input
          placeholder={t`Name or email address`}
          className={`h-11 ps-10 pe-3 [&:focus]:outline-offset-0 [&::-webkit-search-cancel-button]:hidden ${fieldClass}`}
        />
      </SearchField>
      <Notice
        search={search}
        typed={typed.trim()}
        count={people.length}
        onRetry={() => setAttempt(attempt + 1)}
      />
      {opening !== null && opening !== 'pending' && !opening.ok && (
        <p role="alert" className="px-5 pb-2 text-base text-bad-text">
          {opening.problem.slug === 'person-not-found' ? (
            <Trans>This person is not here any more.</Trans>
          ) : (
            <Trans>We could not open the chat. Try again.</Trans>
          )}
        </p>
      )}
      <ListBox
        aria-label={t`People`}
        items={people}
        onAction={(key) => void open(String(key))}
        className="thin grid min-h-0 gap-0.5 overflow-y-auto px-3 pb-4 outline-none empty:hidden"
      >
        {(person) => (
          <ListBoxItem
            id={person.id}
            textValue={person.name}
            className="flex min-h-13 cursor-pointer items-center gap-3 rounded-md px-2 outline-none hover:bg-hover focus:bg-accent-soft"
          >
            <Avatar person={person} size={36} />
            <span className="min-w-0">
              <span className="block truncate text-md">{person.name}</span>
              {person.status && (
                <span className="block truncate text-sm text-muted">{person.status}</span>
              )}
            </span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

/** Says where the search stands; the list below shows only people. */
function Notice({
  search,
  typed,
  count,
  onRetry,
}: {
  search: Finding
  typed: string
  count: number
  onRetry: () => void
}) {
  let words: ReactNode = null
  if (search.status === 'idle')
    words = <Trans>Type a name, or the whole email address of somebody.</Trans>
  else if (search.status === 'searching' && count === 0) words = <Trans>Searching…</Trans>
  else if (search.status === 'found' && count === 0)
    words = <Trans>Nobody found for “{typed}”</Trans>
  else if (search.status === 'failed') {
    words = (
      <>
        <Trans>We could not search.</Trans>{' '}
        <Button size="sm" kind="outline" onPress={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      </>
    )
  }
  return (
    <div role="status" className={words ? 'px-5 pt-2 pb-5 text-base text-muted' : 'sr-only'}>
      {words}
    </div>
  )
}

function usePeople(typed: string, attempt: number): Finding {
  const { api } = useChatSync()
  const [search, setSearch] = useState<Finding>({ status: 'idle' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (typed === '') return setSearch({ status: 'idle' })
    setSearch((before) => ({
      status: 'searching',
      people: 'people' in before ? before.people : [],
    }))
    const aborted = new AbortController()
    const ask = async () => {
      const answer = await api.people(typed, aborted.signal)
      if (aborted.signal.aborted) return
      setSearch(
        answer.ok
          ? { status: 'found', people: answer.value }
          : { status: 'failed', problem: answer.problem },
      )
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [api, typed, attempt])
  return search
}
