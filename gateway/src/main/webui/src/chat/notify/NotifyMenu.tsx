import { Trans, useLingui } from '@lingui/react/macro'
import { BellOff, BellRing, Check, Star, StarOff } from 'lucide-react'
import type { RefObject } from 'react'
import { Menu as AriaMenu, Header, MenuSection, Popover, Separator } from 'react-aria-components'
import { formatTime } from '../../shared/i18n/format'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { toast } from '../../shared/toasts'
import { popoverClass } from '../../shared/ui/classes'
import { MenuItem } from '../../shared/ui/Menu'
import { useChatSync } from '../ChatContext'
import { useMinute } from '../minute'
import type { Id } from '../store/state'
import { type ConversationNotifications, isMuted } from './decide'
import { type MuteFor, muteFor } from './mute'

const LEVELS = ['all', 'mentions', 'nothing'] as const
const MUTES: readonly MuteFor[] = ['hour', 'hours', 'tomorrow', 'good']

export default function NotifyMenu({
  id,
  notifications,
  triggerRef,
  onClose,
}: {
  id: Id
  notifications: ConversationNotifications
  triggerRef: RefObject<HTMLElement | null>
  onClose: () => void
}) {
  const { t } = useLingui()
  const sync = useChatSync()
  const now = useMinute()
  const problemText = useProblemText()
  const choose = async (chosen: Partial<ConversationNotifications>) => {
    const answer = await sync.choose(id, { ...notifications, ...chosen })
    if (!answer.ok) toast({ kind: 'problem', text: problemText(answer.problem) })
  }
  const levels = {
    all: t`All messages`,
    mentions: t`Mentions and replies`,
    nothing: t`Nothing`,
  }
  const mutes = {
    hour: t`Mute for 1 hour`,
    hours: t`Mute for 8 hours`,
    tomorrow: t`Mute until tomorrow`,
    good: t`Mute until I unmute it`,
  }
  const until = notifications.mute?.until
  const isNowMuted = isMuted(notifications, now)
  return (
    <Popover
      aria-label={t`Notifications`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={triggerRef}
      placement="bottom end"
      className={`z-(--z-menu) min-w-60 ${popoverClass}`}
    >
      <AriaMenu
        aria-label={t`Notifications`}
        autoFocus="first"
        onClose={onClose}
        className="thin max-h-[inherit] overflow-auto p-1.5 outline-none"
      >
        <MenuSection
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[notifications.level]}
          onSelectionChange={(keys) => {
            const level = LEVELS.find((each) => keys !== 'all' && keys.has(each))
            if (level) void choose({ level })
          }}
        >
          <Header className="px-3 pt-1.5 pb-1 text-xs font-medium text-muted">
            <Trans>Notify me about</Trans>
          </Header>
          {LEVELS.map((level) => (
            <MenuItem key={level} id={level} textValue={levels[level]}>
              <Check
                size={17}
                aria-hidden
                className={notifications.level === level ? 'text-accent-text' : 'opacity-0'}
              />
              {levels[level]}
            </MenuItem>
          ))}
        </MenuSection>
        <Separator className="mx-2 my-1.5 border-t border-line" />
        {isNowMuted ? (
          <MenuItem onAction={() => void choose({ mute: null })} textValue={t`Unmute`}>
            <BellRing size={17} aria-hidden />
            {until ? (
              <Trans>Unmute (muted until {formatTime(new Date(until))})</Trans>
            ) : (
              <Trans>Unmute</Trans>
            )}
          </MenuItem>
        ) : (
          MUTES.map((length) => (
            <MenuItem
              key={length}
              textValue={mutes[length]}
              onAction={() => void choose({ mute: muteFor(length, new Date()) })}
            >
              <BellOff size={17} aria-hidden />
              {mutes[length]}
            </MenuItem>
          ))
        )}
        <Separator className="mx-2 my-1.5 border-t border-line" />
        <MenuItem
          onAction={() => void choose({ favourite: !notifications.favourite })}
          textValue={t`Favourite`}
        >
          {notifications.favourite ? (
            <StarOff size={17} aria-hidden />
          ) : (
            <Star size={17} aria-hidden />
          )}
          {notifications.favourite ? (
            <Trans>Remove from favourites</Trans>
          ) : (
            <Trans>Add to favourites</Trans>
          )}
        </MenuItem>
      </AriaMenu>
    </Popover>
  )
}
