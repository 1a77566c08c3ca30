import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Search } from 'lucide-react'
import { useMemo } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { currentLanguage } from '../shared/i18n/language'
import { fits, timeZones } from '../shared/i18n/timeZone'
import { fieldClass } from '../shared/ui/classes'
import { Dialog } from '../shared/ui/Dialog'

/** Found by typing a part of the zone's name or of its city. */
export function TimeZoneDialog({
  chosen,
  onChoose,
  onClose,
}: {
  chosen: string | null
  onChoose: (id: string) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const language = currentLanguage()
  const zones = useMemo(() => timeZones(language, chosen), [language, chosen])
  return (
    <Dialog title={t`Time zone`} isOpen onOpenChange={onClose}>
      <Autocomplete filter={fits}>
        <SearchField
          aria-label={t`City or time zone`}
          autoFocus
          className="sticky top-14 z-(--z-sticky) bg-surface px-5 pb-3"
        >
          <Search
            size={18}
            aria-hidden
            className="pointer-events-none absolute start-8 top-3 text-muted"
          />
          <Input
            placeholder={t`City or time zone`}
            className={`h-11 ps-10 pe-3 [&::-webkit-search-cancel-button]:hidden ${fieldClass}`}
          />
        </SearchField>
        <ListBox
          aria-label={t`Time zones`}
          items={zones}
          selectionMode="single"
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={([key]) => {
            // the one that holds, chosen again, is given up
            if (key === undefined) onClose()
            else onChoose(String(key))
          }}
          className="min-h-24 px-3 pb-4 outline-none"
          renderEmptyState={() => (
            <p className="p-6 text-center text-base text-muted">
              <Trans>No such city</Trans>
            </p>
          )}
        >
          {({ id, name, city }) => (
            <ListBoxItem
              id={id}
              textValue={`${name} ${city} ${id}`}
              className="group flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 text-base outline-none hover:bg-hover focus:bg-accent-soft"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{city}</span>
                <span className="block truncate text-sm text-muted">{name}</span>
              </span>
              <Check
                size={18}
                aria-hidden
                className="invisible ms-auto shrink-0 text-accent-text group-selected:visible"
              />
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  )
}
