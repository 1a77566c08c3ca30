import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { TextField } from '../../shared/ui/TextField'
import { useChatSync, useChats } from '../ChatContext'
import { oneLine } from '../oneLine'
import type { Chat } from '../store/state'
import { AddPeople } from './AddPeople'
import { DetailsPane } from './DetailsPane'
import { FilesOf } from './FilesOf'
import { Leave } from './Leave'
import { MemberProblem } from './MemberProblem'
import { PersonRow } from './PersonRow'
import { PinsSection } from './Pins'
import { useDoing } from './useDoing'
import { useTouched } from './useTouched'

/** A group's name and people: all are equal in it, and nobody removes anybody. */
export default function GroupDetails({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useLingui()
  const people = useChats((state) => state.people)
  const [isAdding, setAdding] = useState(false)
  return (
    <DetailsPane title={t`Details`} onClose={onClose}>
      <div className="thin min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <Name chat={chat} />
        <div className="flex items-center justify-between gap-3 pt-5">
          <p className="text-base text-muted">
            <Plural value={chat.memberCount} one="# person" other="# people" />
          </p>
          <Button kind="soft" size="sm" onPress={() => setAdding(true)}>
            <UserPlus size={16} aria-hidden />
            <Trans>Add people</Trans>
          </Button>
        </div>
        <ul aria-label={t`People`} className="grid pt-2">
          {chat.memberIds.map((one) => {
            const person = people[one]
            return person && <PersonRow key={one} person={person} />
          })}
        </ul>
        <h3 className="pt-5 pb-2 text-base font-semibold">
          <Trans>Files</Trans>
        </h3>
        <FilesOf chat={chat} />
        <PinsSection chat={chat} />
        <Leave chat={chat} />
      </div>
      {isAdding && <AddPeople chat={chat} onClose={() => setAdding(false)} />}
    </DetailsPane>
  )
}

function Name({ chat }: { chat: Chat }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const { values, change, forget } = useTouched({ name: chat.name ?? '' })
  const { name } = values
  const { run, isPending, problem } = useDoing()
  const wanted = oneLine(name)
  const isChanged = wanted !== '' && wanted !== (chat.name ?? '')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isChanged) return
    const saved = await run(() => sync.enter(() => sync.api.change(chat.id, { name: wanted })))
    if (saved?.ok) forget()
  }
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-3">
      <TextField
        label={t`Name of the group`}
        value={name}
        maxLength={80}
        onChange={(next) => change({ name: next })}
      />
      {problem && <MemberProblem problem={problem} />}
      {isChanged && (
        <Button type="submit" kind="primary" isPending={isPending}>
          <Trans>Save</Trans>
        </Button>
      )}
    </form>
  )
}
