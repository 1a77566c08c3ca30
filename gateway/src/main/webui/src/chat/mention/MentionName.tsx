import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChatSync, useChats } from '../ChatContext'
import { EVERYBODY } from '../store/mentions'
import type { Id } from '../store/state'

/** Somebody who is called in a text; oneself and everybody stand out. */
export function MentionName({ of: account }: { of: Id | typeof EVERYBODY }) {
  const { t } = useLingui()
  const { dispatch, me } = useChatSync()
  const person = useChats((state) => state.people[account] ?? null)
  const nameOf = usePersonName()
  const isEverybody = account === EVERYBODY
  const isUnknown = !isEverybody && person === null
  useEffect(() => {
    if (isUnknown) dispatch({ type: 'person.wanted', account })
  }, [dispatch, account, isUnknown])
  const name = isEverybody
    ? t({ message: 'everyone', context: 'mention' })
    : person
      ? nameOf(person)
      : t({ message: 'somebody', context: 'mention' })
  const look =
    isEverybody || account === me
      ? 'bg-warn-soft text-warn-text'
      : 'bg-accent-soft text-accent-text'
  return <span className={`rounded-sm px-0.5 font-medium ${look}`}>@{name}</span>
}
