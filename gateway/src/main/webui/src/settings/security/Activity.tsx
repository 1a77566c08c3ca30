import { Trans, useLingui } from '@lingui/react/macro'
import { securityEvents } from '../../account'
import { More } from '../../shared/pages/More'
import { usePages } from '../../shared/pages/usePages'
import { EventRow, EventsSkeleton } from '../events/EventRow'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { EventWords } from './EventWords'

/** What happened to the account lately, so that its person notices what was not them. */
export function Activity() {
  const { t } = useLingui()
  const { pages, tryAgain, loadMore } = usePages(securityEvents)
  return (
    <Part
      title={<Trans>Recent activity</Trans>}
      about={<Trans>If one of these was not you, change your password.</Trans>}
    >
      {pages.status === 'loading' && <EventsSkeleton label={t`Loading recent activity`} />}
      {pages.status === 'failed' && <NotLoaded problem={pages.problem} onTryAgain={tryAgain} />}
      {pages.status === 'ready' && pages.items.length === 0 && (
        <p className="text-base text-muted">
          <Trans>Nothing so far.</Trans>
        </p>
      )}
      <ol className="grid">
        {pages.items.map((event) => (
          <EventRow key={event.id} event={event}>
            <EventWords event={event} />
          </EventRow>
        ))}
      </ol>
      <More pages={pages} onMore={loadMore}>
        <Trans>Show earlier</Trans>
      </More>
    </Part>
  )
}
