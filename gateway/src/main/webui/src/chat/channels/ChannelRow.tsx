import { useLingui } from '@lingui/react/macro'
import { AtSign, Hash, Lock } from 'lucide-react'
import { Row } from '../../shared/ui/RowList'
import { useChats } from '../ChatContext'
import { useRowMenu } from '../list/useRowMenu'
import { useMinute } from '../minute'
import { isMuted } from '../notify/decide'
import { Marks } from '../notify/Marks'
import { isWrittenIn } from '../store/drafts'
import type { Id } from '../store/state'

/** A channel in the list: bold and with a dot while there is something unread. */
export function ChannelRow({ id }: { id: Id }) {
  const { t } = useLingui()
  const name = useChats((state) => state.chats[id]?.name ?? '')
  const isUnread = useChats((state) => (state.chats[id]?.unread ?? 0) > 0)
  const mentions = useChats((state) => state.chats[id]?.mentions ?? 0)
  const { menu, onMenu } = useRowMenu(id, name)
  const now = useMinute()
  const isFavourite = useChats((state) => state.chats[id]?.notifications.favourite ?? false)
  const muted = useChats((state) => {
    const chat = state.chats[id]
    return chat !== undefined && isMuted(chat.notifications, now)
  })
  const isPrivate = useChats((state) => state.chats[id]?.channel?.access === 'private')
  const hasDraft = useChats(
    (state) =>
      state.open !== id && Object.keys(state.drafts).some((place) => isWrittenIn(id, place)),
  )
  const facts = [
    name,
    ...(isPrivate ? [t({ message: 'private', context: 'channel' })] : []),
    ...(isFavourite ? [t`favourite`] : []),
    ...(muted ? [t`muted`] : []),
    ...(isUnread ? [t`unread`] : []),
    ...(mentions > 0 ? [t`you are mentioned`] : []),
    ...(hasDraft ? [t`draft`] : []),
  ]
  const Icon = isPrivate ? Lock : Hash
  return (
    <Row
      id={id}
      name={name}
      label={facts.join(
        t({ message: ', ', comment: 'Between facts about a chat: "Lin, online, 2 unread"' }),
      )}
      className="min-h-11"
      onMenu={onMenu}
    >
      <Icon
        size={18}
        aria-hidden
        className={`shrink-0 ${isUnread ? 'text-accent-text' : 'text-muted'}`}
      />
      <span className={`min-w-0 flex-1 truncate text-md ${isUnread ? 'font-semibold' : ''}`}>
        {name}
      </span>
      <Marks isFavourite={isFavourite} isMuted={muted} />
      {hasDraft && <span className="shrink-0 text-xs text-bad-text">{t`Draft`}</span>}
      {mentions > 0 ? (
        <span
          aria-hidden
          className="flex h-5 shrink-0 items-center gap-0.5 rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent tabular-nums"
        >
          <AtSign size={11} aria-hidden />
          {mentions > 99 ? '99+' : mentions}
        </span>
      ) : (
        isUnread && (
          <span
            aria-hidden
            className={`size-2.5 shrink-0 rounded-full ${muted ? 'bg-field' : 'bg-accent'}`}
          />
        )
      )}
      {menu}
    </Row>
  )
}
