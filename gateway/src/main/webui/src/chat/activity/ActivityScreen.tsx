import '../chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Bell, CheckCheck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { spoken } from '../../shared/i18n/language'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { More } from '../../shared/pages/More'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { SkeletonRows } from '../../shared/ui/Skeleton'
import { useChatSync, useChats } from '../ChatContext'
import { ActivityRow } from './ActivityRow'
import { latestFirst } from './items'
import { PermissionOffer } from './PermissionOffer'
import { useActivity } from './useActivity'

// few answer for anything
const Reports = lazy(() => spoken('dialogs', import('./Reports')))

/** What concerns the person, in all conversations. */
export function ActivityScreen() {
  const { t } = useLingui()
  const { api } = useChatSync()
  const unread = useChats((state) => state.activityUnread)
  const problemText = useProblemText()
  const { pages, loadMore, tryAgain } = useActivity()
  useScreenTitle(t`Activity`)
  const open = useChats((state) => state.reportsOpen)
  // once they were shown, the list says itself that there are none any more
  const [hasReports, setHasReports] = useState(open > 0)
  if (open > 0 && !hasReports) setHasReports(true)
  const [latest] = pages.items
  const isOffline = useChats((state) => state.link === 'down')
  return (
    <section
      aria-label={t`Activity`}
      data-region
      className="thin flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface"
    >
      <header className="sticky top-0 z-(--z-sticky) flex min-h-16 shrink-0 items-center justify-between gap-3 border-b border-line bg-surface px-4 md:px-8">
        <h1 className="text-xl font-semibold">
          <Trans>Activity</Trans>
        </h1>
        {unread > 0 && latest && !isOffline && (
          <Button kind="plain" onPress={() => void api.noticed(latest.at, null)}>
            <CheckCheck size={18} aria-hidden />
            <Trans>Mark all read</Trans>
          </Button>
        )}
      </header>
      <PermissionOffer />
      <Suspense fallback={null}>{hasReports && <Reports />}</Suspense>
      {isOffline && pages.items.length > 0 && (
        <p
          role="status"
          className="appear-late mx-auto w-full max-w-180 px-5 pt-4 text-sm text-muted"
        >
          <Trans>You are offline. This is what this device last heard of.</Trans>
        </p>
      )}
      {pages.status === 'loading' && <Loading />}
      {pages.status === 'failed' && (
        <div role="alert" className="m-auto grid justify-items-center gap-3 p-8 text-center">
          <p className="text-base text-muted">
            {isOffline ? (
              <Trans>This is not on this device. It will be here when you are back online.</Trans>
            ) : (
              problemText(pages.problem)
            )}
          </p>
          <Button kind="outline" onPress={tryAgain}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {pages.status === 'ready' && pages.items.length === 0 && (
        <Blank icon={Bell} title={t`Nothing yet`}>
          <Trans>
            Here you find who mentions you, answers you, reacts to what you wrote, or adds you to a
            channel.
          </Trans>
        </Blank>
      )}
      {pages.status === 'ready' && pages.items.length > 0 && (
        <ol className="mx-auto grid w-full max-w-180 gap-0.5 p-2 md:py-4">
          {pages.items.map((item) => (
            <ActivityRow key={latestFirst.keyOf(item)} item={item} />
          ))}
        </ol>
      )}
      <More pages={pages} onMore={loadMore} className="shrink-0 justify-items-center pb-6">
        <Trans>Show earlier</Trans>
      </More>
    </section>
  )
}

function Loading() {
  const { t } = useLingui()
  return (
    <SkeletonRows
      label={t`Loading activity`}
      className="mx-auto w-full max-w-180 gap-5 p-5"
      picture="size-10"
    />
  )
}
