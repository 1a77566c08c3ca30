import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components'
import { Avatar } from '../../shared/ui/Avatar'
import type { PersonFound } from '../api'

/** Those who are chosen so far, each with a way to let them go again: by the cross, or by Backspace. */
export function ChosenPeople({
  people,
  onChange,
}: {
  people: readonly PersonFound[]
  onChange: (people: PersonFound[]) => void
}) {
  const { t } = useLingui()
  return (
    <TagGroup
      aria-label={t`Chosen`}
      onRemove={(keys) => onChange(people.filter(({ id }) => !keys.has(id)))}
      className="px-5 pb-2"
    >
      <TagList className="flex flex-wrap gap-1.5">
        {people.map((person) => (
          <Tag
            key={person.id}
            id={person.id}
            textValue={person.name}
            className="flex min-h-8 items-center gap-1.5 rounded-full bg-accent-soft ps-1 pe-1 text-sm text-accent-text"
          >
            <Avatar person={person} size={24} />
            <span className="max-w-40 truncate">{person.name}</span>
            <Button
              slot="remove"
              className="grid size-6 place-items-center rounded-full hover:bg-surface"
            >
              <X size={14} aria-hidden />
            </Button>
          </Tag>
        ))}
      </TagList>
    </TagGroup>
  )
}
