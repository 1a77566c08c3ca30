import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps, composeRenderProps } from 'react-aria-components'
import { type ButtonLook, buttonClass } from './classes'
import { Spinner } from './Spinner'

/**
 * While `isPending` the button keeps its name, width and focus, does nothing, and shows that something is under way.
 * React Aria's own pending state is not used: what it announces refers to the button, which is often gone by then.
 */
export function Button({
  kind,
  size,
  isPending = false,
  className,
  children,
  ...props
}: ButtonProps & ButtonLook) {
  const look = { ...(kind ? { kind } : {}), ...(size ? { size } : {}) }
  return (
    <AriaButton
      {...props}
      {...(isPending ? INERT : {})}
      className={composeRenderProps(
        className,
        (own) => `relative ${buttonClass(look)} ${own ?? ''}`,
      )}
    >
      {composeRenderProps(children, (content) =>
        isPending ? <UnderWay>{content}</UnderWay> : content,
      )}
    </AriaButton>
  )
}

/** A form's button would send it again. */
const INERT = { 'aria-disabled': true, type: 'button', onPress: () => undefined } as const

function UnderWay({ children }: { children: ReactNode }) {
  return (
    <>
      {/* transparent, not hidden: the name of the button stays */}
      <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
      <Spinner className="absolute" />
    </>
  )
}
