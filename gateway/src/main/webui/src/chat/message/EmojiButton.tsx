import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, type ReactNode, Suspense } from 'react'
import { Dialog, DialogTrigger, Popover, type PopoverProps } from 'react-aria-components'
import { popoverClass } from '../../shared/ui/classes'

const EmojiPanel = lazy(() => import('../emoji/EmojiPanel'))

/** A button, given as the first child, and the panel of all emoji that it opens. */
export function EmojiPopover({
  children,
  placement = 'top end',
  onChoose,
  onOpenChange,
}: {
  children: ReactNode
  placement?: NonNullable<PopoverProps['placement']>
  onChoose: (emoji: string) => void
  onOpenChange?: (isOpen: boolean) => void
}) {
  const { t } = useLingui()
  return (
    <DialogTrigger {...(onOpenChange ? { onOpenChange } : {})}>
      {children}
      <Popover placement={placement} className={`z-(--z-menu) ${popoverClass}`}>
        <Dialog aria-label={t`Emoji`} className="outline-none">
          {({ close }) => (
            <LoadedPanel
              onChoose={(emoji) => {
                close()
                onChoose(emoji)
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** The panel is fetched by whoever opens it first. */
export const LoadedPanel = ({ onChoose }: { onChoose: (emoji: string) => void }) => (
  <Suspense
    fallback={
      <p className="appear-late grid h-90 max-h-[60vh] w-80 place-items-center text-muted">
        <Trans>Loading…</Trans>
      </p>
    }
  >
    <EmojiPanel onChoose={onChoose} />
  </Suspense>
)
