import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, type RefObject, Suspense } from 'react'
import { Dialog, Popover, type PopoverProps } from 'react-aria-components'
import { popoverClass } from '../../shared/ui/classes'

const EmojiPanel = lazy(() => import('../emoji/EmojiPanel'))

/** All emoji, over the button that they belong to. */
export default function EmojiPopover({
  anchor,
  placement,
  onChoose,
  onClose,
}: {
  anchor: RefObject<Element | null>
  placement: NonNullable<PopoverProps['placement']>
  onChoose: (emoji: string) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      placement={placement}
      onOpenChange={(isOpen) => isOpen || onClose()}
      className={`z-(--z-menu) ${popoverClass}`}
    >
      <Dialog aria-label={t`Emoji`} className="outline-none">
        <LoadedPanel
          onChoose={(emoji) => {
            onClose()
            onChoose(emoji)
          }}
        />
      </Dialog>
    </Popover>
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
