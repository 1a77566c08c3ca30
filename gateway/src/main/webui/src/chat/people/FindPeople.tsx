import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import type { PersonFound } from '../api'
import { type Finding, usePeople } from './usePeople'

/** Finds people by name or whole address; arrows and Enter choose one while the field keeps the focus. */
export function FindPeople({
  without,
  onChoose,
  children,
}: {
  /** Whom there is no need to show. */
  without: ReadonlySet<string>
  onChoose: (person: PersonFound) => void
  /** What stands between the field and the list. */
  children?: ReactNode
}) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [attempt, setAttempt] = useState(0)
  const search = usePeople(typed.trim(), attempt)
  const people = 'people' in search ? search.people.filter(({ id }) => !without.has(id)) : []
  const choose = (id: string) => {
    const person = people.find((other) => other.id === id)
    if (person) onChoose(person)
  }
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
      {children}
      <Words
        search={search}
        typed={typed.trim()}
        count={people.length}
        onRetry={() => setAttempt(attempt + 1)}
      />
      <ListBox
        aria-label={t`People`}
        items={people}
        onAction={(key) => choose(String(key))}
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
function Words({
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
