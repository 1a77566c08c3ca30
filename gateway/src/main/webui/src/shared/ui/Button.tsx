import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps, composeRenderProps } from 'react-aria-components'
import { type ButtonLook, buttonClass } from './classes'
import { Spinner } from './Spinner'
import { Tip, type TipPlacement } from './Tip'

/** While `isPending` the button keeps its width and its focus, and shows that something is under way. */
export function Button({ kind, size, className, children, ...props }: ButtonProps & ButtonLook) {
  const look = { ...(kind ? { kind } : {}), ...(size ? { size } : {}) }
  return (
    <AriaButton
      {...props}
      className={composeRenderProps(
        className,
        (own) => `relative ${buttonClass(look)} ${own ?? ''}`,
      )}
    >
      {composeRenderProps(children, (content, { isPending }) => (
        <Pending isPending={isPending}>{content}</Pending>
      ))}
    </AriaButton>
  )
}

function Pending({ isPending, children }: { isPending: boolean; children: ReactNode }) {
  if (!isPending) return children
  return (
    <>
      {/* transparent, not hidden: the name of the button stays */}
      <span className="contents *:opacity-0">
        <span className="inline-flex items-center gap-2">{children}</span>
      </span>
      <Spinner className="absolute" />
    </>
  )
}

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
