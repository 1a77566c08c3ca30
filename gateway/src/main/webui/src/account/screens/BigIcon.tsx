import type { LucideIcon } from 'lucide-react'

const LOOK = {
  accent: 'bg-accent-soft text-accent-text',
  ok: 'bg-ok-soft text-ok-text',
  warn: 'bg-warn-soft text-warn-text',
} as const

export function BigIcon({
  icon: Icon,
  kind = 'accent',
}: {
  icon: LucideIcon
  kind?: keyof typeof LOOK
}) {
  return (
    <span aria-hidden className={`grid size-16 place-items-center rounded-full ${LOOK[kind]}`}>
      <Icon size={30} strokeWidth={1.7} />
    </span>
  )
}
