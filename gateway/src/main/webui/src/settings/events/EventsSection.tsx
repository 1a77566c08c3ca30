import { Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { More } from '../../shared/pages/More'
import { usePages } from '../../shared/pages/usePages'
import { Button } from '../../shared/ui/Button'
import { linkClass } from '../../shared/ui/classes'
import { NotLoaded } from '../NotLoaded'
import { SectionFrame } from '../SectionFrame'
import { AnyEventWords } from './AnyEventWords'
import { allEvents, type Person } from './api'
import { EventRow, EventsSkeleton } from './EventRow'
import { KindFilter, PersonFilter } from './Filters'
import { isKind } from './kinds'

/** What happened to everybody's accounts. For administrators; others are refused by the server. */
export function EventsSection() {
  const { t } = useLingui()
  const navigate = useNavigate()
  const search = useSearch({ from: '/_app/settings/events' })
  const account = search.account ?? null
  const kind = isKind(search.kind) ? search.kind : null
  const fetchPage = useCallback(
    (before: string | null, signal: AbortSignal) => allEvents({ account, kind }, before, signal),
    [account, kind],
  )
  const { pages, tryAgain, loadMore } = usePages(fetchPage)
  const isFiltered = account !== null || kind !== null
  const show = (wanted: { account: string | null; kind: string | null }) =>
    void navigate({
      to: '/settings/events',
      search: {
        ...(wanted.account === null ? {} : { account: wanted.account }),
        ...(wanted.kind === null ? {} : { kind: wanted.kind }),
      },
    })

  return (
    <SectionFrame title={t`Activity of everybody`}>
      <div className="grid gap-5">
        <p className="text-base text-pretty text-muted">
          <Trans>
            Who signed in and out, and what changed about accounts, latest first. Nobody can change
            what is written here.
          </Trans>
        </p>
        <div className="flex flex-wrap gap-2">
          <PersonFilter account={account} onChoose={(chosen) => show({ account: chosen, kind })} />
          <KindFilter kind={kind} onChoose={(chosen) => show({ account, kind: chosen })} />
        </div>
        {pages.status === 'failed' && <NotLoaded problem={pages.problem} onTryAgain={tryAgain} />}
        {pages.status === 'loading' && pages.items.length === 0 && (
          <EventsSkeleton label={t`Loading activity`} />
        )}
        <ol
          aria-label={t`Activity of everybody`}
          aria-busy={pages.status === 'loading'}
          className="grid empty:hidden"
        >
          {pages.items.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              who={
                event.of && (account === null ? <OnlyTheirs person={event.of} kind={kind} /> : null)
              }
            >
              <AnyEventWords event={event} />
            </EventRow>
          ))}
        </ol>
        <div role="status" className="grid justify-items-start gap-3 empty:hidden">
          {pages.status === 'ready' && pages.items.length === 0 && (
            <p className="text-base text-muted">
              {isFiltered ? (
                <Trans>Nothing of this kind so far.</Trans>
              ) : (
                <Trans>Nothing so far.</Trans>
              )}
            </p>
          )}
        </div>
        {pages.status === 'ready' && pages.items.length === 0 && isFiltered && (
          <Button
            kind="outline"
            className="justify-self-start"
            onPress={() => show({ account: null, kind: null })}
          >
            <Trans>Show everything</Trans>
          </Button>
        )}
        <More pages={pages} onMore={loadMore}>
          <Trans>Show earlier</Trans>
        </More>
      </div>
    </SectionFrame>
  )
}

/** Somebody's name, which leads to what happened to them alone. */
function OnlyTheirs({ person, kind }: { person: Person; kind: string | null }) {
  const nameOf = usePersonName()
  return (
    <Link
      to="/settings/events"
      search={{ account: person.id, ...(kind === null ? {} : { kind }) }}
      className={linkClass}
    >
      {nameOf(person)}
    </Link>
  )
}
