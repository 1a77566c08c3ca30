import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChats } from '../ChatContext'
import { othersOf } from '../store/selectors'
import type { ChatState, Id, Person } from '../store/state'

/** More names than these would not be read. */
const NAMED = 3

/** What a conversation is called, in the reader's language. */
export function useTitleOf(): (state: ChatState, id: Id) => string {
  const { t, i18n } = useLingui()
  const nameOf = usePersonName()
  return useMemo(() => {
    const list = new Intl.ListFormat(i18n.locale, { style: 'narrow', type: 'conjunction' })
    const named = (people: readonly Person[]) => {
      const names = people.slice(0, NAMED).map(nameOf)
      const rest = people.length - names.length
      return list.format(rest > 0 ? [...names, t`${rest} others`] : names)
    }
    return (state, id) => {
      const chat = state.chats[id]
      if (!chat) return ''
      if (chat.name !== null) return chat.name
      const others = othersOf(state, id)
      return others.length === 0 && chat.kind === 'group' ? t`Only you` : named(others)
    }
  }, [i18n.locale, nameOf, t])
}

export function useTitle(id: Id): string {
  const titleOf = useTitleOf()
  return useChats((state) => titleOf(state, id))
}
