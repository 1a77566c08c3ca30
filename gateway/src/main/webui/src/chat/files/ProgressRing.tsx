import type { ReactNode } from 'react'

const RADIUS = 15
const LENGTH = 2 * Math.PI * RADIUS

/** How far something has come, 0 to 1, around what is in it. */
export function ProgressRing({
  label,
  part,
  children,
}: {
  label: string
  part: number
  children?: ReactNode
}) {
  return (
    <span className="relative grid size-9 place-items-center">
      <svg
        viewBox="0 0 36 36"
        role="progressbar"
        aria-label={label}
        aria-valuenow={Math.round(part * 100)}
        className="pointer-events-none absolute inset-0 -rotate-90 fill-none stroke-3"
      >
        <circle cx="18" cy="18" r={RADIUS} className="stroke-current opacity-25" />
        <circle
          cx="18"
          cy="18"
          r={RADIUS}
          strokeLinecap="round"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - Math.max(part, 0.03))}
          className="stroke-current transition-[stroke-dashoffset] duration-200"
        />
      </svg>
      {children}
    </span>
  )
}
