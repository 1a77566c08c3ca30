import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useState } from 'react'
import { More } from '../../shared/pages/More'
import { usePages } from '../../shared/pages/usePages'
import { SearchBox } from '../../shared/ui/SearchBox'
import { SkeletonRows } from '../../shared/ui/Skeleton'
import { useSettled } from '../../shared/useSettled'
import { NotLoaded } from '../NotLoaded'
import { SectionFrame } from '../SectionFrame'
import { people } from './api'
import { PersonRow } from './PersonRow'

/** Everybody here and what they may do. For administrators; others are refused by the server. */
export function PeopleSection() {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const fetchPage = useCallback(
    (after: string | null, signal: AbortSignal) => people(words, after, signal),
    [words],
  )
  const { pages, tryAgain, loadMore, change } = usePages(fetchPage)
  return (
    <SectionFrame title={t`People`}>
      <div className="grid gap-4">
        <p className="text-base text-pretty text-muted">
          <Trans>
            Administrators give roles and see this list. A new role holds at once, wherever the
            person is signed in.
          </Trans>
        </p>
        <SearchBox label={t`Name or email address`} value={typed} onChange={setTyped} />
        {pages.status === 'failed' && <NotLoaded problem={pages.problem} onTryAgain={tryAgain} />}
        {pages.status === 'loading' && pages.items.length === 0 && <PeopleSkeleton />}
        <ul
          aria-label={t`People`}
          aria-busy={pages.status === 'loading'}
          className="grid empty:hidden"
        >
          {pages.items.map((account) => (
            <PersonRow key={account.id} account={account} onChanged={change} />
          ))}
        </ul>
        <p role="status" className="text-base text-muted empty:hidden">
          {pages.status === 'ready' && pages.items.length === 0 && (
            <Trans>Nobody found for “{words}”</Trans>
          )}
        </p>
        <More pages={pages} onMore={loadMore}>
          <Trans>Show more</Trans>
        </More>
      </div>
    </SectionFrame>
  )
}

function PeopleSkeleton() {
  const { t } = useLingui()
  return (
    <SkeletonRows label={t`Loading people`} className="" rowClass="min-h-15" picture="size-10" />
  )
}
