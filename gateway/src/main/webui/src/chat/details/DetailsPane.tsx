import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from '../../shared/ui/IconButton'

/** What there is to know of a conversation: beside it on wide screens, over it on narrow ones. Esc closes it. */
export function DetailsPane({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useLingui()
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    pane.current?.querySelector('button')?.focus()
    // the focus goes back to where it came from
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <aside
      ref={pane}
      aria-label={title}
      data-region
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
      className="absolute inset-0 z-(--z-panel) flex animate-appear flex-col bg-surface md:start-auto md:w-90 md:border-s md:border-line md:shadow-pop xl:static xl:z-auto xl:shrink-0 xl:shadow-none"
    >
      <header className="flex h-16 shrink-0 items-center justify-between border-b border-line ps-5 pe-3">
        <h2 className="text-lg font-semibold">{title}</h2>
        <IconButton label={t`Close`} onPress={onClose}>
          <X size={20} aria-hidden />
        </IconButton>
      </header>
      {children}
    </aside>
  )
}
