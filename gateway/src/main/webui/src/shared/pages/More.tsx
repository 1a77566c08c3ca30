import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button'
import type { Pages } from './pages'

/** Under a list that is fetched page by page, while there is more of it. */
export function More({
  pages,
  onMore,
  children,
  className = 'justify-items-start',
}: {
  pages: Pages<unknown, unknown>
  onMore: () => void
  children: ReactNode
  className?: string
}) {
  if (pages.status !== 'ready' || pages.next === null) return null
  return (
    <div className={`grid gap-2 ${className}`}>
      {pages.more === 'failed' && (
        <p role="alert" className="text-sm text-bad-text">
          <Trans>We could not load more.</Trans>
        </p>
      )}
      <Button kind="outline" isPending={pages.more === 'loading'} onPress={onMore}>
        {pages.more === 'failed' ? <Trans>Try again</Trans> : children}
      </Button>
    </div>
  )
}
