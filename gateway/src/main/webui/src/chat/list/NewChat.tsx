import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { TextField } from '../../shared/ui/TextField'
import type { PersonFound } from '../api'
import { useChatSync, useChats } from '../ChatContext'
import { ChosenPeople } from '../people/ChosenPeople'
import { FindPeople } from '../people/FindPeople'

/** A group has at most so many people, oneself included. */
const MOST_IN_GROUP = 50

type Opening = { status: 'no' } | { status: 'pending' } | { status: 'failed'; problem: Problem }

/** Finds somebody by name or whole address, and opens the chat with them; or several, for a group. */
export default function NewChat({
  isGroup: startsAsGroup = false,
  onClose,
}: {
  isGroup?: boolean
  onClose: () => void
}) {
  const { t } = useLingui()
  const [isGroup, setGroup] = useState(startsAsGroup)
  return (
    <Dialog title={isGroup ? t`New group` : t`New chat`} isOpen onOpenChange={onClose}>
      {isGroup ? (
        <GatherGroup onDone={onClose} />
      ) : (
        <FindOne onDone={onClose} onGroup={() => setGroup(true)} />
      )}
    </Dialog>
  )
}

function FindOne({ onDone, onGroup }: { onDone: () => void; onGroup: () => void }) {
  const sync = useChatSync()
  const navigate = useNavigate()
  const me = useChats((state) => state.me)
  const [opening, setOpening] = useState<Opening>({ status: 'no' })
  const open = async ({ id }: PersonFound) => {
    if (opening.status === 'pending') return
    setOpening({ status: 'pending' })
    const answer = await sync.openWith(id)
    if (!answer.ok) return setOpening({ status: 'failed', problem: answer.problem })
    onDone()
    void navigate({ to: '/chats/$chatId', params: { chatId: answer.value } })
  }
  return (
    <FindPeople without={new Set([me])} onChoose={(person) => void open(person)}>
      <Button kind="plain" className="mx-5 mb-1 justify-start! px-2!" onPress={onGroup}>
        <UsersRound size={18} aria-hidden />
        <Trans>Several people: a new group</Trans>
      </Button>
      {opening.status === 'failed' && <NotOpened problem={opening.problem} />}
    </FindPeople>
  )
}

function GatherGroup({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const me = useChats((state) => state.me)
  const [people, setPeople] = useState<PersonFound[]>([])
  const [name, setName] = useState('')
  const [opening, setOpening] = useState<Opening>({ status: 'no' })
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (people.length < 2 || opening.status === 'pending') return
    setOpening({ status: 'pending' })
    const ids = people.map(({ id }) => id)
    const answer = await sync.enter(() => sync.api.openGroup(ids, name.trim() || null))
    if (!answer.ok) return setOpening({ status: 'failed', problem: answer.problem })
    onDone()
    void navigate({ to: '/chats/$chatId', params: { chatId: answer.value } })
  }
  return (
    <>
      <FindPeople
        without={new Set([me, ...people.map(({ id }) => id)])}
        onChoose={(person) =>
          setPeople(people.length < MOST_IN_GROUP - 1 ? [...people, person] : people)
        }
      >
        {people.length > 0 && <ChosenPeople people={people} onChange={setPeople} />}
      </FindPeople>
      <form
        onSubmit={(event) => void open(event)}
        className="sticky bottom-0 grid gap-3 border-t border-line bg-surface px-5 py-4"
      >
        <TextField
          label={t`Name of the group (optional)`}
          value={name}
          maxLength={80}
          onChange={setName}
        />
        {opening.status === 'failed' && <NotOpened problem={opening.problem} />}
        <Button
          type="submit"
          kind="primary"
          isDisabled={people.length < 2}
          isPending={opening.status === 'pending'}
        >
          {people.length < 2 ? t`Choose at least two people` : t`Start the group`}
        </Button>
      </form>
    </>
  )
}

const NotOpened = ({ problem }: { problem: Problem }) => (
  <p role="alert" className="px-5 pb-2 text-base text-bad-text">
    {problem.slug === 'person-not-found' ? (
      <Trans>This person is not here any more.</Trans>
    ) : (
      <Trans>We could not open the chat. Try again.</Trans>
    )}
  </p>
)
