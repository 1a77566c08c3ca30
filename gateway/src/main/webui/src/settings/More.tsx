import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../shared/ui/Button'
import type { Pages } from './pages'

/** Under a list that is fetched page by page, while there is more of it. */
export function More({
  pages,
  onMore,
  children,
}: {
  pages: Pages<unknown>
  onMore: () => void
  children: ReactNode
}) {
  if (pages.status !== 'ready' || pages.next === null) return null
  return (
    <Button
      kind="outline"
      className="justify-self-start"
      isPending={pages.more === 'loading'}
      onPress={onMore}
    >
      {pages.more === 'failed' ? <Trans>Try again</Trans> : children}
    </Button>
  )
}
