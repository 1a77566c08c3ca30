import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { formatDate, formatTime, isSameDay } from '../shared/i18n/format'
import { useChatSync, useChats } from './ChatContext'
import { useMinute } from './minute'
import type { Person, Presence } from './store/state'

export const presenceWord = { online: msg`online`, away: msg`away`, offline: msg`offline` }

/**
 * What is known of a person's presence right now: nothing while the line is down, or once their account is gone. It is
 * kept up while something shows it.
 */
export function usePresence(person: Person | null): Presence | null {
  const { watching } = useChatSync()
  const account = person && !person.deleted ? person.id : null
  useEffect(() => (account === null ? undefined : watching.show(account)), [watching, account])
  const isUp = useChats((state) => state.link === 'up')
  return isUp && person && !person.deleted ? person.presence : null
}

/** "Online", "Away", "Last seen 6:41 PM". */
export function PresenceLine({ person }: { person: Person }) {
  const { t } = useLingui()
  const now = useMinute()
  const presence = usePresence(person)
  if (presence === 'online') return <span className="text-ok-text">{t`Online`}</span>
  if (presence === 'away') return <span className="text-warn-text">{t`Away`}</span>
  if (presence === null) return null
  const { lastSeenAt } = person
  if (lastSeenAt === null) return <Trans>Offline</Trans>
  const seen = new Date(lastSeenAt)
  const when = isSameDay(seen, now) ? formatTime(seen) : formatDate(seen, now)
  return <Trans>Last seen {when}</Trans>
}
