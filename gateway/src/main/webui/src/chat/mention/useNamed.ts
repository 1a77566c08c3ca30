import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChats } from '../ChatContext'
import { EVERYBODY, named } from '../store/mentions'

/** A text as one line shows it: with names in place of whom it calls. */
export function useNamed(): (text: string) => string {
  const { t } = useLingui()
  const people = useChats((state) => state.people)
  const nameOf = usePersonName()
  return useCallback(
    (text) =>
      named(text, (account) => {
        if (account === EVERYBODY) return t({ message: 'everyone', context: 'mention' })
        const person = people[account]
        return person ? nameOf(person) : t({ message: 'somebody', context: 'mention' })
      }),
    [people, nameOf, t],
  )
}
