import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { changeProfile, useAccount } from '../account'
import { deviceTimeZone, timeZones } from '../shared/i18n/timeZone'
import { Button } from '../shared/ui/Button'
import { fieldClass, popoverClass } from '../shared/ui/classes'
import { SavingProblem, SavingWord } from './SavingLine'
import { useSaving } from './useSaving'

/** Found by typing a part of its name or of its city. */
export function TimeZoneField() {
  const { t, i18n } = useLingui()
  const { timeZone } = useAccount()
  const { saving, save } = useSaving((zone: string) => changeProfile({ timeZone: zone }))
  const zones = useMemo(() => timeZones(i18n.locale, timeZone ?? null), [i18n.locale, timeZone])
  const device = zones.find(({ id }) => id === deviceTimeZone())
  const shown = (saving.status === 'saving' ? saving.value : timeZone) ?? null
  return (
    <div className="grid gap-3">
      <ComboBox
        defaultItems={zones}
        selectedKey={shown}
        onSelectionChange={(key) => {
          if (key !== null && key !== timeZone) save(String(key))
        }}
        menuTrigger="focus"
        className="grid gap-3"
      >
        <div className="flex items-center justify-between gap-4">
          <Label className="text-md font-semibold">
            <Trans>Time zone</Trans>
          </Label>
          <SavingWord saving={saving} />
        </div>
        <div className="relative">
          <Input placeholder={t`Find your city`} className={`h-11 ps-3 pe-12 ${fieldClass}`} />
          <AriaButton className="absolute inset-y-0.5 end-0.5 grid w-10 place-items-center rounded-md text-muted hover:bg-hover">
            <ChevronDown size={18} aria-hidden />
          </AriaButton>
        </div>
        <Popover className={`z-(--z-menu) w-(--trigger-width) ${popoverClass}`}>
          <ListBox<(typeof zones)[number]>
            className="thin max-h-80 overflow-auto p-1.5 outline-none"
            renderEmptyState={() => (
              <p className="p-4 text-center text-base text-muted">
                <Trans>No such city</Trans>
              </p>
            )}
          >
            {(zone) => (
              <ListBoxItem
                id={zone.id}
                textValue={`${zone.name} · ${zone.id}`}
                className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-md px-3 text-base outline-none focus:bg-hover selected:font-medium selected:text-accent-text"
              >
                <span className="min-w-0 truncate">{zone.name}</span>
                <span className="shrink-0 text-sm font-normal text-muted">{zone.id}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <SavingProblem saving={saving} onTryAgain={save} />
      {device && device.id !== timeZone && (
        <Button
          kind="outline"
          size="sm"
          className="justify-self-start"
          onPress={() => save(device.id)}
        >
          <Trans>As this device: {device.name}</Trans>
        </Button>
      )}
      <p className="text-base text-muted">
        <Trans>
          Times in mails to you are in this zone. The app shows the time of the device you use.
        </Trans>
      </p>
    </div>
  )
}
