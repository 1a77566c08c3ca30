import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { NotificationSettings } from '../../chat'
import { fieldClass } from '../../shared/ui/classes'
import { Toggle } from '../../shared/ui/Toggle'
import { Part } from '../Part'

type Quiet = NonNullable<NotificationSettings['quietHours']>

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const NIGHTS = { from: '22:00', to: '07:00', days: DAYS }
/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 23)
const DAY_MS = 86_400_000

/** When nothing is shown or sounds, on any device. */
export function QuietHours({
  quiet,
  zone,
  onChange,
}: {
  quiet: Quiet | null
  /** In which they are, when they are chosen. */
  zone: string
  onChange: (quiet: Quiet | null) => void
}) {
  const { t, i18n } = useLingui()
  const dayName = new Intl.DateTimeFormat(i18n.locale, { weekday: 'short', timeZone: 'UTC' })
  const change = (more: Partial<Quiet>) => {
    if (!quiet) return
    const next = { ...quiet, zone, ...more }
    // a field that is being cleared, or hours that never end
    if (next.from !== '' && next.to !== '' && next.from !== next.to) onChange(next)
  }
  return (
    <Part
      title={<Trans>Quiet hours</Trans>}
      about={<Trans>Messages come in as always; nothing is shown or sounds.</Trans>}
    >
      <Toggle
        label={t`Keep quiet at certain hours`}
        isSelected={quiet !== null}
        onChange={(isOn) => onChange(isOn ? { ...NIGHTS, zone } : null)}
      />
      {quiet && (
        <div className="grid gap-4">
          <div className="flex flex-wrap gap-4">
            <Time label={t`From`} value={quiet.from} onChange={(from) => change({ from })} />
            <Time label={t`To`} value={quiet.to} onChange={(to) => change({ to })} />
          </div>
          <ToggleButtonGroup
            aria-label={t`Days on which they begin`}
            selectionMode="multiple"
            disallowEmptySelection
            selectedKeys={quiet.days}
            onSelectionChange={(keys) => change({ days: DAYS.filter((day) => keys.has(day)) })}
            className="flex flex-wrap gap-1.5"
          >
            {DAYS.map((day) => (
              <ToggleButton
                key={day}
                id={day}
                className="min-h-10 min-w-11 rounded-full border border-line px-3 text-sm font-medium text-muted outline-offset-2 transition-colors hover:bg-hover selected:border-accent selected:bg-accent-soft selected:text-accent-text focus-visible:outline-2 focus-visible:outline-focus"
              >
                {dayName.format(MONDAY + (day - 1) * DAY_MS)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <p className="text-sm text-muted">
            {quiet.from < quiet.to ? (
              <Trans>Time zone: {quiet.zone}</Trans>
            ) : (
              <Trans>They end on the next day. Time zone: {quiet.zone}</Trans>
            )}
          </p>
        </div>
      )}
    </Part>
  )
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="time"
        required
        defaultValue={value}
        onBlur={(event) => event.target.value !== value && onChange(event.target.value)}
        className={`min-h-10 w-36 px-3 ${fieldClass}`}
      />
    </div>
  )
}
