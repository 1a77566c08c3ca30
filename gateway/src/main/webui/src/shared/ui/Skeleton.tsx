/** Where something will be. The region around it says what is loading. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-md bg-hover ${className}`} />
}
