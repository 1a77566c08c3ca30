import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import type { PersonFound } from '../api'
import { useChatSync, useChats } from '../ChatContext'
import { ChosenPeople } from '../people/ChosenPeople'
import { FindPeople } from '../people/FindPeople'
import type { Chat } from '../store/state'
import { MemberProblem } from './MemberProblem'

/** Adds people to a channel or a group, as members. */
export function AddPeople({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const seats = useChats((state) => state.rosters[chat.id]?.seats)
  const there = [
    ...chat.memberIds,
    ...Object.entries(seats ?? {}).flatMap(([account, { role }]) =>
      role === null ? [] : [account],
    ),
  ]
  const [people, setPeople] = useState<PersonFound[]>([])
  const [isPending, setPending] = useState(false)
  const [refused, setRefused] = useState<{ person: PersonFound; problem: Problem } | null>(null)
  const add = async () => {
    setPending(true)
    setRefused(null)
    let left = people
    for (const person of people) {
      const answer = await api.seat(chat.id, person.id, 'member')
      if (!answer.ok) {
        setPending(false)
        return setRefused({ person, problem: answer.problem })
      }
      left = left.filter(({ id }) => id !== person.id)
      setPeople(left)
    }
    onClose()
  }
  return (
    <Dialog title={t`Add people`} isOpen onOpenChange={onClose}>
      <FindPeople
        without={new Set([...there, ...people.map(({ id }) => id)])}
        onChoose={(person) => setPeople([...people, person])}
      >
        {people.length > 0 && <ChosenPeople people={people} onChange={setPeople} />}
      </FindPeople>
      <div className="sticky bottom-0 grid gap-3 border-t border-line bg-surface px-5 py-4">
        {refused && (
          <div className="grid gap-1">
            <p className="text-sm font-medium">{refused.person.name}</p>
            <MemberProblem problem={refused.problem} />
          </div>
        )}
        <Button
          kind="primary"
          isDisabled={people.length === 0}
          isPending={isPending}
          onPress={() => void add()}
        >
          {people.length === 0 ? (
            <Trans>Choose somebody</Trans>
          ) : (
            <Plural value={people.length} one="Add # person" other="Add # people" />
          )}
        </Button>
      </div>
    </Dialog>
  )
}
