import {
  AtSign,
  CircleAlert,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
  ShieldOff,
  UserCog,
  UserPlus,
  UserX,
} from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { SecurityEvent } from '../../account'
import { formatFull, formatMoment } from '../../shared/i18n/format'
import { SkeletonRows } from '../../shared/ui/Skeleton'
import { useDeviceName } from '../security/useDeviceName'

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
  'second-factor-set': { icon: ShieldCheck },
  'second-factor-removed': { icon: ShieldOff, look: 'warn' },
  'second-factor-taken-away': { icon: ShieldOff, look: 'warn' },
  'second-factor-failed': { icon: ShieldAlert, look: 'warn' },
  'recovery-codes-made': { icon: ShieldCheck },
  'recovery-code-used': { icon: ShieldAlert, look: 'warn' },
  'role-changed': { icon: UserCog },
  'signed-out-by-administrator': { icon: LogOut, look: 'warn' },
}

/** What happened, in words, and under it when and where. */
export function EventRow({
  event,
  who,
  children,
}: {
  event: SecurityEvent
  /** Whose event it is, where that is not plain. */
  who?: ReactNode
  children: ReactNode
}) {
  const nameOf = useDeviceName()
  const at = new Date(event.at)
  // a server that is newer than this page
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
        <p className="text-base font-medium text-pretty">{children}</p>
        <p className="text-sm wrap-anywhere text-muted">
          {who && <>{who} · </>}
          <time dateTime={event.at} title={formatFull(at)}>
            {formatMoment(at, new Date())}
          </time>
          {where
            .filter((words) => words !== null)
            .map((words) => (
              <Fragment key={words}>
                {' · '}
                <span className="inline-block">{words}</span>
              </Fragment>
            ))}
        </p>
      </div>
    </li>
  )
}

/** `label` says what is on its way. */
export const EventsSkeleton = ({ label }: { label: string }) => (
  <SkeletonRows label={label} rows={3} className="gap-4" picture="size-8" />
)
