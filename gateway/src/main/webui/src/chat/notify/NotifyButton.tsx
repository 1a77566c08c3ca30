import { useLingui } from '@lingui/react/macro'
import { Bell, BellOff } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { IconButton } from '../../shared/ui/IconButton'
import { useChats } from '../ChatContext'
import { useMinute } from '../minute'
import type { Id } from '../store/state'
import { isMuted } from './decide'

const NotifyMenu = lazy(() => import('./NotifyMenu'))

/** In a conversation's header: of what one is notified here. The menu comes when it is wanted. */
export function NotifyButton({ id }: { id: Id }) {
  const { t } = useLingui()
  const now = useMinute()
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const notifications = useChats((state) => state.chats[id]?.notifications)
  if (!notifications) return null
  const isOff = isMuted(notifications, now) || notifications.level === 'nothing'
  const Icon = isOff ? BellOff : Bell
  return (
    <span ref={anchor} className="shrink-0">
      <IconButton
        label={isOff ? t`Notifications: off` : t`Notifications`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
      >
        <Icon size={20} aria-hidden />
      </IconButton>
      <Suspense fallback={null}>
        {isOpen && (
          <NotifyMenu
            id={id}
            notifications={notifications}
            triggerRef={anchor}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </span>
  )
}
