import {
  type ComponentProps,
  type FocusEvent,
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useState,
} from 'react'
import type { Message } from '../store/state'
import { useLongPress } from './useLongPress'

// fetched with the first message that is pointed at: menus and sheets are more than all the rest of a conversation
const MessageSheet = lazy(() => import('./MessageSheet'))
const MessageToolbar = lazy(() => import('./MessageToolbar'))

type Props = Omit<ComponentProps<'article'>, 'ref'> & {
  /** Null while there is nothing to be done with it. */
  message: Message | null
  /** Whether Tab comes to it, and from there to what one may do with it. */
  isStop?: boolean
  /** The place of the toolbar in it. */
  toolbarClass?: string
  children: ReactNode
  ref?: Ref<HTMLElement>
}

/**
 * A message with what one may do with it: a toolbar while the pointer or the focus is on it, a sheet where a finger rests on
 * it. Of many messages on a screen only those pointed at have a toolbar in the page.
 */
export function WithActions({
  message,
  isStop = false,
  toolbarClass = 'absolute -top-4 end-3 md:end-6',
  className = '',
  children,
  ref,
  ...props
}: Props) {
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const [isInUse, setInUse] = useState(false)
  const [isSheet, setSheet] = useState(false)
  const press = useLongPress(() => message && setSheet(true))
  const onBlur = (event: FocusEvent) => {
    const next = event.relatedTarget
    if (!(next instanceof Node && event.currentTarget.contains(next))) setFocused(false)
  }
  const isShown = isHovered || isFocused || isInUse
  return (
    <article
      {...props}
      {...press}
      ref={ref}
      {...(isStop ? { tabIndex: 0 } : {})}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={onBlur}
      className={`relative pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none] ${className}`}
    >
      {children}
      {message && isShown && (
        <div className={`z-(--z-sticky) ${toolbarClass} pointer-coarse:sr-only`}>
          <Suspense fallback={null}>
            <MessageToolbar message={message} onOpenChange={setInUse} />
          </Suspense>
        </div>
      )}
      <Suspense fallback={null}>
        {message && isSheet && <MessageSheet message={message} onClose={() => setSheet(false)} />}
      </Suspense>
    </article>
  )
}
