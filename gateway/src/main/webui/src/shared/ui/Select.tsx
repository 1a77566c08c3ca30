import { ChevronDown } from 'lucide-react'
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components'
import { fieldClass, popoverClass } from './classes'

/** One of several short words. */
export function Select<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: Value
  choices: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const choice = choices.find((other) => other.value === key)
        if (choice) onChange(choice.value)
      }}
      className="grid gap-1.5"
    >
      <Label className="text-sm font-medium">{label}</Label>
      <Button
        className={`flex min-h-10 cursor-pointer items-center justify-between gap-2 ps-3 pe-2.5 text-start ${fieldClass} text-base!`}
      >
        <SelectValue className="truncate" />
        <ChevronDown size={17} aria-hidden className="shrink-0 text-muted" />
      </Button>
      <Popover className={`z-(--z-menu) min-w-(--trigger-width) ${popoverClass}`}>
        <ListBox className="thin max-h-[inherit] overflow-auto p-1.5 outline-none">
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.value}
              id={choice.value}
              textValue={choice.label}
              className="flex min-h-10 cursor-pointer items-center rounded-md px-3 text-base outline-none focus:bg-hover selected:font-semibold selected:text-accent-text"
            >
              {choice.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
