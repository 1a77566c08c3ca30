import type { ComponentProps, ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import { Keys } from './Keys'

export type TipPlacement = NonNullable<ComponentProps<typeof Tooltip>['placement']>

/** Words beside something pressable, shown on hover and on focus. */
export function Tip({
  label,
  keys,
  placement = 'top',
  children,
}: {
  label: string
  keys?: string
  placement?: TipPlacement
  children: ReactNode
}) {
  return (
    <TooltipTrigger delay={350} closeDelay={50}>
      {children}
      <Tooltip
        placement={placement}
        offset={8}
        className="z-(--z-menu) flex items-center gap-2 rounded-sm bg-rail px-2 py-1 text-xs text-white shadow-pop dark:bg-line"
      >
        {label}
        {keys && <Keys keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
