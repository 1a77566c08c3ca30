import { useLingui } from '@lingui/react/macro'
import { EllipsisVertical } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '../../shared/ui/Button'
import type { Id } from '../store/state'

const RowMenu = lazy(() => import('./RowMenu'))

/** What is done with a conversation from its row: by a button, a right click or the menu key. */
export function useRowMenu(id: Id, name: string) {
  const { t } = useLingui()
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  return {
    onMenu: open,
    menu: (
      <span ref={anchor} className="row-menu" data-open={isOpen || undefined}>
        <Button
          size="icon"
          excludeFromTabOrder
          aria-label={t`More about ${name}`}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onPress={open}
        >
          <EllipsisVertical size={18} aria-hidden />
        </Button>
        <Suspense fallback={null}>
          {isOpen && (
            <RowMenu id={id} name={name} triggerRef={anchor} onClose={() => setOpen(false)} />
          )}
        </Suspense>
      </span>
    ),
  }
}
