import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { Avatar } from '../../shared/ui/Avatar'
import { useChats } from '../ChatContext'
import { presenceWord, usePresence } from '../presence'
import { othersOf, partner } from '../store/selectors'
import type { Id } from '../store/state'
import { GroupPicture } from './GroupPicture'

/** Whom a chat is with: the other person and whether they are here, or two of a group. */
export function ConversationPicture({
  id,
  size,
  saysPresence = false,
}: {
  id: Id
  size: number
  /** No text beside it says the presence. */
  saysPresence?: boolean
}) {
  const { t } = useLingui()
  const other = useChats((state) => partner(state, id))
  const presence = usePresence(other)
  const key = useChats((state) =>
    othersOf(state, id)
      .slice(0, 2)
      .map((one) => one.id)
      .join(' '),
  )
  const known = useChats((state) => state.people)
  const people = useMemo(
    () => (key === '' ? [] : key.split(' ')).flatMap((one) => known[one] ?? []),
    [key, known],
  )
  if (!other) return <GroupPicture people={people} size={size} />
  return (
    <Avatar
      person={other}
      size={size}
      {...(presence ? { presence } : {})}
      {...(presence && saysPresence ? { presenceLabel: t(presenceWord[presence]) } : {})}
    />
  )
}
