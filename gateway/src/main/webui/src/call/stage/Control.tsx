import type { LucideIcon } from 'lucide-react'
import { Button, ToggleButton } from 'react-aria-components'
import { Tip } from '../../shared/ui/Tip'

const SHAPE =
  'on-stage grid size-12 shrink-0 place-items-center rounded-full transition-colors duration-120 disabled:opacity-45'

/** A round switch on the dark of a call: its name stays, what it is at is pressed or not. */
export function Switch({
  label,
  keys,
  icon: On,
  off: Off,
  isOn,
  onChange,
}: {
  label: string
  keys?: string
  icon: LucideIcon
  off: LucideIcon
  isOn: boolean
  onChange: (isOn: boolean) => void
}) {
  return (
    <Tip label={label} {...(keys ? { keys } : {})}>
      <ToggleButton
        aria-label={label}
        {...(keys ? { 'aria-keyshortcuts': keys } : {})}
        isSelected={isOn}
        onChange={onChange}
        className={`${SHAPE} ${isOn ? 'bg-ctl text-stage-text hover:bg-ctl-hover' : 'bg-stage-text text-stage hover:bg-white'}`}
      >
        {isOn ? <On size={21} aria-hidden /> : <Off size={21} aria-hidden />}
      </ToggleButton>
    </Tip>
  )
}

/** A round button on the dark of a call. */
export function Control({
  label,
  icon: Icon,
  look = 'plain',
  onPress,
}: {
  label: string
  icon: LucideIcon
  look?: 'plain' | 'end'
  /** Left out for the button of a menu. */
  onPress?: () => void
}) {
  const colours = look === 'end' ? 'bg-bad hover:bg-bad-hover' : 'bg-ctl hover:bg-ctl-hover'
  return (
    <Tip label={label}>
      <Button
        aria-label={label}
        {...(onPress ? { onPress } : {})}
        className={`${SHAPE} text-white ${colours}`}
      >
        <Icon size={21} aria-hidden />
      </Button>
    </Tip>
  )
}
