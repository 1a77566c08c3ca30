import { Trans, useLingui } from '@lingui/react/macro'
import {
  Archive,
  ArchiveRestore,
  BellOff,
  BellRing,
  Mail,
  MailOpen,
  Star,
  StarOff,
} from 'lucide-react'
import type { RefObject } from 'react'
import { Menu as AriaMenu, Popover } from 'react-aria-components'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Answer } from '../../shared/net/problem'
import { toast } from '../../shared/toasts'
import { popoverClass } from '../../shared/ui/classes'
import { MenuItem } from '../../shared/ui/Menu'
import { useChatSync, useChats } from '../ChatContext'
import { useMinute } from '../minute'
import { isMuted, isPutAway } from '../notify/decide'
import { isArchived } from '../store/rights'
import type { Chat, Id } from '../store/state'

export default function RowMenu({
  id,
  name,
  triggerRef,
  onClose,
}: {
  id: Id
  name: string
  triggerRef: RefObject<HTMLElement | null>
  onClose: () => void
}) {
  const { t } = useLingui()
  const sync = useChatSync()
  const now = useMinute()
  const problemText = useProblemText()
  const chat = useChats((state) => state.chats[id])
  if (!chat) return null
  const { notifications } = chat
  const told = (answer: Answer<unknown>, instead?: string) => {
    if (!answer.ok) toast({ kind: 'problem', text: instead ?? problemText(answer.problem) })
  }
  const choose = async (chosen: Partial<Chat['notifications']>) =>
    told(await sync.choose(id, { ...notifications, ...chosen }))
  const markUnread = async () => {
    const answer = await sync.markUnread(id)
    const isAlone = !answer.ok && answer.problem.slug === 'message-not-found'
    told(answer, isAlone ? t`Nobody else has written here yet.` : undefined)
  }
  const isNowMuted = isMuted(notifications, now)
  const isAway = isPutAway(chat, now)
  const archive = async (archivedUpTo: number | null) => {
    const answer = await sync.choose(id, { ...notifications, archivedUpTo })
    if (!answer.ok) return told(answer)
    const undo = () => {
      // only this is taken back: what else was chosen meanwhile stays
      const latest = sync.store.getState().chats[id]?.notifications ?? notifications
      void sync
        .choose(id, { ...latest, archivedUpTo: notifications.archivedUpTo })
        .then((undone) => told(undone))
    }
    toast({
      kind: 'news',
      text: archivedUpTo === null ? t`${name} is back in the list.` : t`${name} is archived.`,
      action: { label: t`Undo`, run: undo },
    })
  }
  return (
    <Popover
      aria-label={t`More about ${name}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={triggerRef}
      placement="bottom end"
      className={`z-(--z-menu) min-w-52 ${popoverClass}`}
    >
      <AriaMenu
        aria-label={t`More about ${name}`}
        autoFocus="first"
        onClose={onClose}
        className="p-1.5 outline-none"
      >
        {chat.unread > 0 ? (
          <MenuItem
            textValue={t`Mark as read`}
            onAction={() =>
              sync.dispatch({
                type: 'seen',
                conversation: id,
                number: chat.lastNumber,
                isMeant: true,
              })
            }
          >
            <MailOpen size={17} aria-hidden />
            <Trans>Mark as read</Trans>
          </MenuItem>
        ) : (
          <MenuItem
            textValue={t`Mark as unread`}
            isDisabled={chat.lastMessage === null}
            onAction={() => void markUnread()}
          >
            <Mail size={17} aria-hidden />
            <Trans>Mark as unread</Trans>
          </MenuItem>
        )}
        <MenuItem
          textValue={t`Favourite`}
          onAction={() => void choose({ favourite: !notifications.favourite })}
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
        <MenuItem
          textValue={isNowMuted ? t`Unmute` : t`Mute until I unmute it`}
          onAction={() => void choose({ mute: isNowMuted ? null : { until: null } })}
        >
          {isNowMuted ? <BellRing size={17} aria-hidden /> : <BellOff size={17} aria-hidden />}
          {isNowMuted ? <Trans>Unmute</Trans> : <Trans>Mute until I unmute it</Trans>}
        </MenuItem>
        {isAway ? (
          <MenuItem textValue={t`Move out of the archive`} onAction={() => void archive(null)}>
            <ArchiveRestore size={17} aria-hidden />
            <Trans>Move out of the archive</Trans>
          </MenuItem>
        ) : (
          // what its owners have archived stands there already
          !isArchived(chat) && (
            <MenuItem
              textValue={t({ message: 'Archive', context: 'put a chat away' })}
              onAction={() => void archive(chat.lastNumber)}
            >
              <Archive size={17} aria-hidden />
              <Trans context="put a chat away">Archive</Trans>
            </MenuItem>
          )
        )}
      </AriaMenu>
    </Popover>
  )
}
