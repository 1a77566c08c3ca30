import { useLingui } from '@lingui/react/macro'
import { formatFull, formatMoment } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { useChats } from '../ChatContext'
import { useMinute } from '../minute'
import { runs } from '../store/rights'
import type { Id } from '../store/state'
import { ROLE_WORDS } from './roles'

/** Who wrote something, as what, and when. */
export function Author({
  channel,
  account,
  sentAt,
  size,
}: {
  channel: Id
  account: Id
  sentAt: string
  size: number
}) {
  const { t } = useLingui()
  const now = useMinute()
  const person = useChats((state) => state.people[account] ?? null)
  const role = useChats((state) => state.rosters[channel]?.seats[account]?.role ?? null)
  const nameOf = usePersonName()
  const at = new Date(sentAt)
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar person={person ?? { id: account, name: '' }} size={size} />
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="max-w-full truncate text-md font-semibold">
          {person ? nameOf(person) : ' '}
        </span>
        {role !== null && runs(role) && (
          <span className="rounded-full bg-accent-soft px-2 text-xs font-medium text-accent-text">
            {t(ROLE_WORDS[role])}
          </span>
        )}
        <time dateTime={sentAt} title={formatFull(at)} className="text-xs text-muted">
          {formatMoment(at, now)}
        </time>
      </div>
    </div>
  )
}

/** What somebody is called for a screen reader. */
export function useAuthorName(account: Id): string {
  const { t } = useLingui()
  const nameOf = usePersonName()
  const me = useChats((state) => state.me)
  const person = useChats((state) => state.people[account] ?? null)
  return account === me ? t`You` : person ? nameOf(person) : ''
}
