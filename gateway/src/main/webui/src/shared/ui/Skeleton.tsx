/** Where something will be. The region around it says what is loading. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-md bg-hover ${className}`} />
}

/** Rows of a picture and two lines, where a list will be. `label` says of what. */
export function SkeletonRows({
  label,
  rows = 6,
  className,
  rowClass = '',
  picture,
}: {
  label: string
  rows?: number
  className: string
  rowClass?: string
  /** The size of the picture. */
  picture: string
}) {
  return (
    <div role="status" aria-label={label} className={`appear-late grid ${className}`}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one is like the other
        <div key={row} className={`flex items-center gap-3 ${rowClass}`}>
          <Skeleton className={`shrink-0 rounded-full! ${picture}`} />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
