import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import type { PopoverProps } from 'react-aria-components'

// what lies over the page is a good part of React Aria, and few choose from all emoji
const EmojiPopover = lazy(() => import('./EmojiPopover'))

type Trigger = { onPress: () => void; 'aria-haspopup': 'dialog'; 'aria-expanded': boolean }

/** A button, and the panel of all emoji that it opens. */
export function EmojiButton({
  children,
  placement = 'top end',
  onChoose,
  onOpenChange,
}: {
  /** The button. */
  children: (trigger: Trigger) => ReactNode
  placement?: NonNullable<PopoverProps['placement']>
  onChoose: (emoji: string) => void
  onOpenChange?: (isOpen: boolean) => void
}) {
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const open = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <span ref={anchor} className="inline-flex">
      {children({
        onPress: () => open(!isOpen),
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
      })}
      {isOpen && (
        <Suspense fallback={null}>
          <EmojiPopover
            anchor={anchor}
            placement={placement}
            onChoose={onChoose}
            onClose={() => open(false)}
          />
        </Suspense>
      )}
    </span>
  )
}
