import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps,
  type MenuProps,
  Popover,
  type PopoverProps,
} from 'react-aria-components'
import { popoverClass } from './classes'

/** Goes inside a `MenuTrigger`, after its button. */
export function Menu<Item extends object>({
  placement = 'bottom end',
  ...props
}: MenuProps<Item> & { placement?: NonNullable<PopoverProps['placement']> }) {
  return (
    <Popover placement={placement} className={`z-(--z-menu) min-w-48 ${popoverClass}`}>
      <AriaMenu {...props} className="thin max-h-[inherit] overflow-auto p-1.5 outline-none" />
    </Popover>
  )
}

export function MenuItem({ isDanger = false, ...props }: MenuItemProps & { isDanger?: boolean }) {
  return (
    <AriaMenuItem
      {...props}
      className={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md px-3 text-base outline-none focus:bg-hover ${isDanger ? 'text-bad-text' : ''}`}
    />
  )
}
