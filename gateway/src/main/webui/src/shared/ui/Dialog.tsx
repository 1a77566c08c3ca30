import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Dialog as AriaDialog,
  Heading,
  Modal,
  ModalOverlay,
  type ModalOverlayProps,
} from 'react-aria-components'
import { IconButton } from './IconButton'

/** A sheet over everything: from below on phones, in the middle elsewhere. Esc and a press outside close it. */
export function Dialog({
  title,
  children,
  width = 'max-w-lg',
  ...props
}: Omit<ModalOverlayProps, 'children' | 'className'> & {
  title: string
  children: ReactNode
  width?: string
}) {
  const { t } = useLingui()
  return (
    <ModalOverlay
      isDismissable
      {...props}
      className="fixed inset-0 z-(--z-dialog) flex h-(--visual-viewport-height) items-end justify-center bg-black/45 entering:animate-appear exiting:animate-vanish sm:items-start sm:p-6 sm:pt-[12vh]"
    >
      <Modal
        className={`max-h-full w-full ${width} overflow-hidden rounded-t-xl border border-line bg-surface pb-[env(safe-area-inset-bottom)] shadow-pop entering:animate-rise exiting:animate-sink sm:rounded-xl sm:pb-0`}
      >
        {/* it scrolls as a whole: a part that scrolls and holds nothing to focus is out of reach of the keyboard */}
        <AriaDialog className="thin flex max-h-[85vh] flex-col overflow-y-auto outline-none sm:max-h-[76vh]">
          <header className="sticky top-0 z-(--z-sticky) mb-1 flex min-h-14 shrink-0 items-center bg-surface justify-between ps-5 pe-3 pt-2 pb-1">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            <IconButton slot="close" label={t`Close`}>
              <X size={20} aria-hidden />
            </IconButton>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
