import { useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import { Select } from '../shared/ui/Select'
import { type ChosenDevice, chooseDevice, type DeviceKind, deviceChoice } from './choice'

const SYSTEM = ''

/** Which of the attached devices is taken, and the system's choice above them. */
export function DeviceSelect({
  kind,
  label,
  attached,
}: {
  kind: DeviceKind
  label: string
  attached: readonly ChosenDevice[]
}) {
  const { t } = useLingui()
  const chosen = useStore(deviceChoice, (choice) => choice[kind])
  const isAway = chosen && !attached.some(({ id }) => id === chosen.id)
  const choices = [
    { value: SYSTEM, label: t`What the system uses` },
    ...attached.map(({ id, label: name }) => ({ value: id, label: name })),
    ...(isAway ? [{ value: chosen.id, label: t`${chosen.label} (not connected)` }] : []),
  ]
  return (
    <Select
      label={label}
      value={chosen?.id ?? SYSTEM}
      choices={choices}
      onChange={(id) => {
        const device = attached.find((other) => other.id === id)
        if (device || id === SYSTEM) chooseDevice(kind, device ?? null)
      }}
    />
  )
}
