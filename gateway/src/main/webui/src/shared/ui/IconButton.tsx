import type { ButtonProps } from 'react-aria-components'
import { Button } from './Button'
import type { ButtonLook } from './classes'
import { Tip, type TipPlacement } from './Tip'

/** A button that is only a picture; its name is also its tooltip. */
export function IconButton({
  label,
  keys,
  placement,
  ...props
}: Omit<ButtonProps, 'aria-label'> &
  ButtonLook & {
    label: string
    /** As in `aria-keyshortcuts`: "Control+K". */
    keys?: string
    placement?: TipPlacement
  }) {
  return (
    <Tip label={label} {...(keys ? { keys } : {})} {...(placement ? { placement } : {})}>
      <Button
        size="icon"
        {...props}
        aria-label={label}
        {...(keys ? { 'aria-keyshortcuts': keys } : {})}
      />
    </Tip>
  )
}
