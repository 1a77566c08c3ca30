import { CircleAlert, CircleCheck, CloudOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const LOOK: Readonly<Record<'bad' | 'warn' | 'ok', { icon: LucideIcon; className: string }>> = {
  bad: { icon: CircleAlert, className: 'bg-bad-soft text-bad-text' },
  warn: { icon: CloudOff, className: 'bg-warn-soft text-warn-text' },
  ok: { icon: CircleCheck, className: 'bg-ok-soft text-ok-text' },
}

/** A line about what just happened, next to what it is about. Read out when it appears. */
export function Notice({
  kind,
  icon,
  children,
  action,
}: {
  kind: 'bad' | 'warn' | 'ok'
  /** In place of the one that goes with the kind. */
  icon?: LucideIcon
  children: ReactNode
  action?: ReactNode
}) {
  const { icon: usual, className } = LOOK[kind]
  const Icon = icon ?? usual
  return (
    <div
      role={kind === 'ok' ? 'status' : 'alert'}
      className={`flex gap-2.5 rounded-md px-3.5 py-3 text-base ${className}`}
    >
      <Icon size={18} aria-hidden className="mt-px shrink-0" />
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p>{children}</p>
        {action}
      </div>
    </div>
  )
}
