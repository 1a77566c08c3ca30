import type { ReactNode } from 'react'
import { Switch } from 'react-aria-components'

/** Something that is on or off, with a sentence about it. */
export function Toggle({
  label,
  about,
  isSelected,
  onChange,
  isDisabled = false,
}: {
  label: string
  about?: ReactNode
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  isDisabled?: boolean
}) {
  return (
    <Switch
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      className="group flex min-h-10 cursor-pointer items-center justify-between gap-4 disabled:cursor-not-allowed disabled:opacity-60"
    >
      <span className="grid gap-0.5">
        <span className="text-base font-medium">{label}</span>
        {about && <span className="text-sm text-pretty text-muted">{about}</span>}
      </span>
      <span
        aria-hidden
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-field bg-sunken px-0.5 outline-offset-2 transition-colors group-selected:border-accent group-selected:bg-accent group-focus-visible:outline-2 group-focus-visible:outline-focus"
      >
        <span className="size-4.5 rounded-full bg-field transition-transform group-selected:translate-x-4 group-selected:bg-white" />
      </span>
    </Switch>
  )
}
