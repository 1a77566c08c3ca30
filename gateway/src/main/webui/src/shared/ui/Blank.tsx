import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What stands where there is nothing to show: a picture, a sentence, and a way on. */
export function Blank({
  icon: Icon,
  title,
  level: Title = 'h2',
  children,
  action,
}: {
  icon: LucideIcon
  title: ReactNode
  level?: 'h1' | 'h2'
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="m-auto grid max-w-sm justify-items-center gap-3 p-8 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-accent-soft text-accent-text">
        <Icon size={30} strokeWidth={1.7} aria-hidden />
      </span>
      <Title className="text-lg font-semibold">{title}</Title>
      {children && <p className="text-base text-balance text-muted">{children}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
