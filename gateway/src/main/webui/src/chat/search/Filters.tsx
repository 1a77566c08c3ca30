import { Trans, useLingui } from '@lingui/react/macro'
import { CalendarDays, ChevronDown, Hash, Link2, Paperclip, UserRound, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { fieldClass, popoverClass } from '../../shared/ui/classes'
import { useChats } from '../ChatContext'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitleOf } from '../people/useTitle'
import { dayOf, operandOf, placeOf, says, without, withPart, withValue } from './query'

/** Narrow a search down by writing its operators. */
export function Filters({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useLingui()
  const from = operandOf(q, 'from')
  const place = operandOf(q, 'in')
  const after = operandOf(q, 'after')
  const before = operandOf(q, 'before')
  const days = [after && `> ${after}`, before && `< ${before}`].filter(Boolean).join('  ')
  return (
    <div role="toolbar" aria-label={t`Filters`} className="flex flex-wrap gap-1.5">
      <Filter
        icon={<UserRound size={15} aria-hidden />}
        label={t`From`}
        value={from === null ? null : from.toLowerCase() === 'me' ? t`me` : from}
        onClear={() => onChange(without(q, 'from'))}
      >
        {(close) => (
          <PickPerson
            onPick={(value) => {
              onChange(withValue(q, 'from', value))
              close()
            }}
          />
        )}
      </Filter>
      <Filter
        icon={<Hash size={15} aria-hidden />}
        label={t({ message: 'In', context: 'a filter: in which channel or chat' })}
        value={place}
        onClear={() => onChange(without(q, 'in'))}
      >
        {(close) => (
          <PickPlace
            onPick={(value) => {
              onChange(withValue(q, 'in', value))
              close()
            }}
          />
        )}
      </Filter>
      <Filter
        icon={<CalendarDays size={15} aria-hidden />}
        label={t`Date`}
        value={days === '' ? null : days}
        onClear={() => onChange(without(without(q, 'after'), 'before'))}
      >
        {(close) => (
          <PickDays
            q={q}
            onChange={(next, isDone) => {
              onChange(next)
              if (isDone) close()
            }}
          />
        )}
      </Filter>
      <Part
        icon={<Paperclip size={15} aria-hidden />}
        label={t`With files`}
        isOn={says(q, 'has', 'file')}
        onToggle={(isOn) => onChange(isOn ? withPart(q, 'has', 'file') : without(q, 'has', 'file'))}
      />
      <Part
        icon={<Link2 size={15} aria-hidden />}
        label={t`With links`}
        isOn={says(q, 'has', 'link')}
        onToggle={(isOn) => onChange(isOn ? withPart(q, 'has', 'link') : without(q, 'has', 'link'))}
      />
    </div>
  )
}

const chipClass = (isOn: boolean) =>
  `min-h-8! rounded-full! border px-3! text-sm! ${isOn ? 'border-transparent bg-accent-soft text-accent-text!' : 'border-line'}`

function Filter({
  icon,
  label,
  value,
  onClear,
  children,
}: {
  icon: ReactNode
  label: string
  value: string | null
  onClear: () => void
  children: (close: () => void) => ReactNode
}) {
  const { t } = useLingui()
  return (
    <span className="inline-flex max-w-full">
      <DialogTrigger>
        <Button
          size="sm"
          className={`${chipClass(value !== null)} min-w-0 ${value === null ? '' : 'rounded-e-none! border-e-0'}`}
        >
          {icon}
          <span className="max-w-44 truncate">{value === null ? label : `${label}: ${value}`}</span>
          {value === null && <ChevronDown size={14} aria-hidden />}
        </Button>
        <Popover placement="bottom start" className={`z-(--z-menu) w-72 ${popoverClass}`}>
          <Dialog aria-label={label} className="flex max-h-[inherit] flex-col outline-none">
            {({ close }) => children(close)}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {value !== null && (
        <Button
          size="sm"
          aria-label={t`Without: ${label}`}
          className={`${chipClass(true)} rounded-s-none! ps-1! pe-2.5!`}
          onPress={onClear}
        >
          <X size={14} aria-hidden />
        </Button>
      )}
    </span>
  )
}

function Part({
  icon,
  label,
  isOn,
  onToggle,
}: {
  icon: ReactNode
  label: string
  isOn: boolean
  onToggle: (isOn: boolean) => void
}) {
  return (
    <Button
      size="sm"
      aria-pressed={isOn}
      className={chipClass(isOn)}
      onPress={() => onToggle(!isOn)}
    >
      {icon}
      {label}
    </Button>
  )
}

type Choice = { id: string; label: string; value: string; picture: ReactNode }

function Pick({
  label,
  choices,
  onPick,
}: {
  label: string
  choices: readonly Choice[]
  onPick: (value: string) => void
}) {
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Autocomplete filter={contains}>
      <SearchField autoFocus aria-label={label} className="p-2">
        <Input
          placeholder={label}
          className={`h-10 px-3 ${fieldClass} [&::-webkit-search-cancel-button]:hidden`}
        />
      </SearchField>
      <ListBox
        aria-label={label}
        items={choices}
        onAction={(key) => {
          const choice = choices.find(({ id }) => id === key)
          if (choice) onPick(choice.value)
        }}
        renderEmptyState={() => (
          <p className="px-3 py-4 text-center text-sm text-muted">
            <Trans>Nothing found</Trans>
          </p>
        )}
        className="thin max-h-72 min-h-0 overflow-y-auto p-1.5 pt-0 outline-none"
      >
        {(choice) => (
          <ListBoxItem
            id={choice.id}
            textValue={choice.label}
            className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2 text-base outline-none hover:bg-hover focus:bg-accent-soft"
          >
            {choice.picture}
            <span className="truncate">{choice.label}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

function PickPerson({ onPick }: { onPick: (value: string) => void }) {
  const { t, i18n } = useLingui()
  const me = useChats((state) => state.me)
  const people = useChats((state) => state.people)
  const nameOf = usePersonName()
  const others = Object.values(people)
    .filter(({ id, deleted }) => id !== me && !deleted)
    .map((person) => ({
      id: person.id,
      label: nameOf(person),
      value: nameOf(person),
      picture: <Avatar person={person} size={28} />,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale))
  const self = people[me]
  const own = {
    id: me,
    label: t`Me`,
    value: 'me',
    picture: <Avatar person={self ?? { id: me, name: '' }} size={28} />,
  }
  return <Pick label={t`Who wrote it`} choices={[own, ...others]} onPick={onPick} />
}

function PickPlace({ onPick }: { onPick: (value: string) => void }) {
  const { t, i18n } = useLingui()
  const titleOf = useTitleOf()
  const chats = useChats((state) => state.chats)
  const people = useChats((state) => state.people)
  const choices = Object.values(chats)
    .map((chat) => {
      const label = titleOf({ chats, people } as Parameters<typeof titleOf>[0], chat.id)
      return {
        id: chat.id,
        label,
        value: placeOf(chat, label),
        picture: <ConversationPicture id={chat.id} size={28} />,
      }
    })
    .filter(({ label }) => label !== '')
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale))
  return <Pick label={t`Channel, group or chat`} choices={choices} onPick={onPick} />
}

const DAY_MS = 86_400_000

function PickDays({ q, onChange }: { q: string; onChange: (q: string, isDone: boolean) => void }) {
  const { t } = useLingui()
  const [now] = useState(() => Date.now())
  const plain = without(without(q, 'after'), 'before')
  // the day itself is not among those after it
  const lately = [
    { label: t`Today`, after: 1 },
    { label: t`Last 7 days`, after: 7 },
    { label: t`Last 30 days`, after: 30 },
  ]
  const day = (label: string, operator: 'after' | 'before') => (
    <label className="grid gap-1 text-sm font-medium">
      {label}
      <input
        type="date"
        value={operandOf(q, operator) ?? ''}
        onChange={({ target }) =>
          onChange(
            target.value === '' ? without(q, operator) : withValue(q, operator, target.value),
            false,
          )
        }
        className={`h-10 px-3 ${fieldClass}`}
      />
    </label>
  )
  return (
    <div className="grid gap-3 p-3">
      <div className="flex flex-wrap gap-1.5">
        {lately.map(({ label, after }) => (
          <Button
            key={after}
            size="sm"
            kind="outline"
            onPress={() =>
              onChange(withValue(plain, 'after', dayOf(new Date(now - after * DAY_MS))), true)
            }
          >
            {label}
          </Button>
        ))}
      </div>
      {day(t`After`, 'after')}
      {day(t`Before`, 'before')}
    </div>
  )
}
