import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import {
  Autocomplete,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components'
import type { Command } from '../shared/commands'
import { fieldClass } from '../shared/ui/classes'
import { useCommands } from './useCommands'

/** A field, and below it what fits; the arrows move in the list while the focus stays in the field. */
export function CommandSearch({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const { typed, setTyped, groups, run } = useCommands()
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField
        autoFocus
        aria-label={t`Go to`}
        className="sticky top-14 z-(--z-sticky) border-b border-line bg-surface px-5 pt-1 pb-3"
      >
        <Search
          size={18}
          aria-hidden
          className="pointer-events-none absolute start-8.5 top-4 text-muted"
        />
        <Input
          placeholder={t`A person, a chat, a setting`}
          className={`min-h-11 ps-10.5 pe-3 ${fieldClass} [&::-webkit-search-cancel-button]:hidden`}
        />
      </SearchField>
      <ListBox
        aria-label={t`Found`}
        items={groups}
        className="min-h-24 p-2 outline-none"
        onAction={(key) => {
          onDone()
          run(String(key))
        }}
        renderEmptyState={() => (
          <p className="p-6 text-center text-base text-muted">
            <Trans>No matches for “{typed}”</Trans>
          </p>
        )}
      >
        {(group) => (
          <ListBoxSection id={group.id} className="pb-1">
            <Header className="px-3 pt-2 pb-1 text-xs font-semibold text-muted">
              {group.label}
            </Header>
            <Collection items={group.commands}>
              {(command) => <CommandItem command={command} />}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </Autocomplete>
  )
}

function CommandItem({ command }: { command: Command }) {
  const { id, picture, label, detail } = command
  return (
    <ListBoxItem
      id={id}
      textValue={label}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 outline-none hover:bg-hover focus:bg-accent-soft focus:text-accent-text"
    >
      <span aria-hidden className="grid w-6 place-items-center text-muted">
        {'icon' in picture ? <picture.icon size={19} /> : picture.avatar}
      </span>
      <span className="truncate text-base font-medium">{label}</span>
      {detail && <span className="ms-auto truncate text-sm text-muted">{detail}</span>}
    </ListBoxItem>
  )
}
