import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { UserPlus } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Button } from '../../shared/ui/Button'
import { SearchBox } from '../../shared/ui/SearchBox'
import { useWindow } from '../../shared/useWindow'
import { useChatSync, useChats } from '../ChatContext'
import { RANK } from '../channels/roles'
import { mayRun } from '../store/rights'
import type { Chat, Person, Role } from '../store/state'
import { AddPeople } from './AddPeople'
import { MemberRow } from './MemberRow'

/** With more than these a field to find one is worth its room. */
const SEARCHED_FROM = 12

export type Seated = { person: Person; role: Role }

/** A name over a role; what is in view is measured. */
const ESTIMATE_PX = 57

const keyOf = ({ person }: Seated) => person.id

/** The members of a channel, those who run it first, of whom those in view are in the page; `box` is what scrolls. */
export function Members({ chat, box }: { chat: Chat; box: RefObject<HTMLElement | null> }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { id } = chat
  const roster = useChats((state) => state.rosters[id])
  const [isAdding, setAdding] = useState(false)
  const [typed, setTyped] = useState('')
  const hasRoster = roster !== undefined
  useEffect(() => {
    if (!hasRoster) dispatch({ type: 'members.wanted', conversation: id })
  }, [dispatch, id, hasRoster])
  const members = useSeated(chat)
  const words = typed.trim().toLocaleLowerCase()
  const shown = members.filter(({ person }) => person.name.toLocaleLowerCase().includes(words))
  const { list, height, ...rows } = useWindow({ box, items: shown, keyOf, estimate: ESTIMATE_PX })
  const isPart = words === '' && shown.length < chat.memberCount
  const hasMore = roster !== undefined && (roster.next !== null || roster.more === 'failed')
  return (
    <div className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <p className="text-base text-muted">
          <Plural value={chat.memberCount} one="# member" other="# members" />
        </p>
        {mayRun(chat) && (
          <Button kind="soft" size="sm" onPress={() => setAdding(true)}>
            <UserPlus size={16} aria-hidden />
            <Trans>Add people</Trans>
          </Button>
        )}
      </div>
      {members.length >= SEARCHED_FROM && (
        <SearchBox label={t`Find a member`} value={typed} onChange={setTyped} />
      )}
      {shown.length > 0 && (
        <ul aria-label={t`Members`} ref={list} className="relative" style={{ height }}>
          {rows.shown.map(({ key, index, item, top }) => (
            <li
              key={key}
              ref={rows.measure}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={isPart ? chat.memberCount : shown.length}
              className="absolute inset-x-0 top-0 grid gap-2 border-b border-line py-2 last:border-0"
              style={{ transform: `translateY(${top}px)` }}
            >
              <MemberRow chat={chat} {...item} />
            </li>
          ))}
        </ul>
      )}
      {words !== '' && shown.length === 0 && (
        <p role="status" className="text-base text-muted">
          <Trans>No member with “{typed.trim()}” among those shown</Trans>
        </p>
      )}
      {hasMore && (
        <Button
          kind="plain"
          isPending={roster.more === 'loading'}
          onPress={() => dispatch({ type: 'members.wanted', conversation: id })}
        >
          {roster.more === 'failed' ? <Trans>Try again</Trans> : <Trans>Show more</Trans>}
        </Button>
      )}
      {isAdding && <AddPeople chat={chat} onClose={() => setAdding(false)} />}
    </div>
  )
}

function useSeated(chat: Chat): readonly Seated[] {
  const { i18n } = useLingui()
  const nameOf = usePersonName()
  const seats = useChats((state) => state.rosters[chat.id]?.seats)
  const people = useChats((state) => state.people)
  const byName = new Intl.Collator(i18n.locale).compare
  return Object.entries(seats ?? {})
    .flatMap(([account, { role }]) => {
      const person = people[account]
      return person && role !== null ? [{ person, role }] : []
    })
    .sort((a, b) => RANK[a.role] - RANK[b.role] || byName(nameOf(a.person), nameOf(b.person)))
}
