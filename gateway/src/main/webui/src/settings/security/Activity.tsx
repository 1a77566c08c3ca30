import { Trans, useLingui } from '@lingui/react/macro'
import {
  AtSign,
  CircleAlert,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  ShieldAlert,
  UserCog,
  UserPlus,
  UserX,
} from 'lucide-react'
import { type SecurityEvent, securityEvents } from '../../account'
import { formatFull, formatMoment } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { Skeleton } from '../../shared/ui/Skeleton'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { usePages } from '../usePages'
import { EventWords } from './EventWords'
import { useDeviceName } from './useDeviceName'

/** What happened to the account lately, so that its person notices what was not them. */
export function Activity() {
  const { pages, tryAgain, loadMore } = usePages(securityEvents)
  return (
    <Part
      title={<Trans>Recent activity</Trans>}
      about={<Trans>If one of these was not you, change your password.</Trans>}
    >
      {pages.status === 'loading' && <ActivitySkeleton />}
      {pages.status === 'failed' && <NotLoaded problem={pages.problem} onTryAgain={tryAgain} />}
      {pages.status === 'ready' && pages.items.length === 0 && (
        <p className="text-base text-muted">
          <Trans>Nothing so far.</Trans>
        </p>
      )}
      <ol className="grid">
        {pages.items.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ol>
      {pages.status === 'ready' && pages.next !== null && (
        <Button
          kind="outline"
          className="justify-self-start"
          isPending={pages.more === 'loading'}
          onPress={loadMore}
        >
          {pages.more === 'failed' ? <Trans>Try again</Trans> : <Trans>Show earlier</Trans>}
        </Button>
      )}
    </Part>
  )
}

const LOOK: Readonly<Record<SecurityEvent['kind'], { icon: LucideIcon; look?: 'warn' }>> = {
  'account-created': { icon: UserPlus },
  'account-deleted': { icon: UserX },
  'signed-in': { icon: LogIn },
  'unusual-sign-in': { icon: ShieldAlert, look: 'warn' },
  'sign-in-failed': { icon: CircleAlert, look: 'warn' },
  'session-ended': { icon: LogOut },
  'refresh-token-reused': { icon: ShieldAlert, look: 'warn' },
  'password-changed': { icon: KeyRound },
  'password-reset-requested': { icon: KeyRound },
  'password-reset': { icon: KeyRound },
  'email-change-requested': { icon: AtSign },
  'email-changed': { icon: AtSign },
  'role-changed': { icon: UserCog },
  'signed-out-by-administrator': { icon: LogOut, look: 'warn' },
}

function EventRow({ event }: { event: SecurityEvent }) {
  const nameOf = useDeviceName()
  const at = new Date(event.at)
  const { icon: Icon, look } = LOOK[event.kind] ?? { icon: CircleAlert }
  const where = [event.browser || event.system ? nameOf(event) : null, event.place ?? null]
  return (
    <li className="flex gap-3.5 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0">
      <span
        aria-hidden
        className={`mt-0.5 grid size-8 shrink-0 place-items-center rounded-full ${look === 'warn' ? 'bg-warn-soft text-warn-text' : 'bg-hover text-muted'}`}
      >
        <Icon size={17} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-base font-medium text-pretty">
          <EventWords event={event} />
        </p>
        <p className="text-sm text-muted">
          <time dateTime={event.at} title={formatFull(at)}>
            {formatMoment(at, new Date())}
          </time>
          {where
            .filter((words) => words !== null)
            .map((words) => (
              <span key={words}> · {words}</span>
            ))}
        </p>
      </div>
    </li>
  )
}

function ActivitySkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading recent activity`} className="appear-late grid gap-4">
      {[0, 1, 2].map((key) => (
        <div key={key} className="flex items-center gap-3.5">
          <Skeleton className="size-8 rounded-full!" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
