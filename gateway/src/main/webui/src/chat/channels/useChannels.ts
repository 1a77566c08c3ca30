import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useChats } from '../ChatContext'
import { useMinute } from '../minute'
import { isPutAway } from '../notify/decide'
import { isArchived } from '../store/rights'
import { isChat } from '../store/selectors'
import type { Id } from '../store/state'

/** Ids of one's channels by name; favourites apart, and those that are archived, by their owners or by oneself. */
export function useChannels(): {
  favourites: readonly Id[]
  mine: readonly Id[]
  archived: readonly Id[]
} {
  const { i18n } = useLingui()
  const now = useMinute()
  // as one text, so that a message or a marker renders no list
  const key = useChats((state) => {
    const byName = new Intl.Collator(i18n.locale, { numeric: true }).compare
    return Object.values(state.chats)
      .filter((chat) => !isChat(chat))
      .sort((a, b) => byName(a.name ?? '', b.name ?? '') || (a.id < b.id ? -1 : 1))
      .map(
        (chat) =>
          `${isArchived(chat) || isPutAway(chat, now) ? '-' : chat.notifications.favourite ? '*' : '+'}${chat.id}`,
      )
      .join(' ')
  })
  return useMemo(() => {
    const ids = key === '' ? [] : key.split(' ')
    const those = (mark: string) => ids.filter((id) => id.startsWith(mark)).map((id) => id.slice(1))
    return { favourites: those('*'), mine: those('+'), archived: those('-') }
  }, [key])
}
