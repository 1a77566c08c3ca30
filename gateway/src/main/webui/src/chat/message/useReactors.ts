import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChatSync } from '../ChatContext'
import type { Id, Message } from '../store/state'

/** More names are not read in a tooltip. */
const NAMED = 8

/** Who reacted with what, asked for once somebody points there, and anew after it has changed. */
export function useReactors(conversation: Id, message: Message) {
  const { t, i18n } = useLingui()
  const { api, me } = useChatSync()
  const nameOf = usePersonName()
  const [known, setKnown] = useState<{ change: number; names: Map<string, string[]> } | null>(null)
  const want = async () => {
    const { number, change } = message
    if (known?.change === change) return
    const answer = await api.reactors(conversation, number, null)
    if (!answer.ok) return
    const names = new Map<string, string[]>()
    for (const person of answer.value.people) {
      const name = person.id === me ? t`You` : nameOf(person)
      names.set(person.emoji, [...(names.get(person.emoji) ?? []), name])
    }
    setKnown({ change, names })
  }
  const of = (emoji: string): string | null => {
    const all = known?.names.get(emoji)
    const count = message.reactions?.find((one) => one.emoji === emoji)?.count ?? 0
    if (!all) return null
    const shown = all.slice(0, NAMED)
    const rest = count - shown.length
    const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' })
    return list.format(rest > 0 ? [...shown, t`${rest} others`] : shown)
  }
  return { want: () => void want(), of }
}
