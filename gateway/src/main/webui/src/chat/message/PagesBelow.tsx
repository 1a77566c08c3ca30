import { Trans, useLingui } from '@lingui/react/macro'
import { More } from '../../shared/pages/More'
import type { Pages } from '../../shared/pages/pages'
import { Button } from '../../shared/ui/Button'

/** Below a dialog's list that is fetched page by page, until all of it is there. */
export function PagesBelow({
  pages,
  onMore,
  onTryAgain,
}: {
  pages: Pages<unknown, unknown>
  onMore: () => void
  onTryAgain: () => void
}) {
  const { t } = useLingui()
  return (
    <div role="status" className="px-5 pb-4 text-base text-muted empty:hidden">
      {pages.status === 'loading' && <span className="appear-late">{t`Loading…`}</span>}
      {pages.status === 'failed' && (
        <>
          <Trans>We could not load this.</Trans>{' '}
          <Button kind="outline" size="sm" onPress={onTryAgain}>
            <Trans>Try again</Trans>
          </Button>
        </>
      )}
      <More pages={pages} onMore={onMore}>
        <Trans>Show more</Trans>
      </More>
    </div>
  )
}
