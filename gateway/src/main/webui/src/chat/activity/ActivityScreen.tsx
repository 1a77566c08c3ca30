import '../chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Bell, CheckCheck } from 'lucide-react'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { Skeleton } from '../../shared/ui/Skeleton'
import { useChatSync, useChats } from '../ChatContext'
import { ActivityRow } from './ActivityRow'
import { keyOf } from './items'
import { PermissionOffer } from './PermissionOffer'
import { useActivity } from './useActivity'

/** What concerns the person, in all conversations. */
export function ActivityScreen() {
  const { t } = useLingui()
  const { api } = useChatSync()
  const unread = useChats((state) => state.activityUnread)
  const problemText = useProblemText()
  const { items, loadMore, tryAgain } = useActivity()
  useScreenTitle(t`Activity`)
  const latest = items.status === 'ready' ? items.items[0] : undefined
  const next = items.status === 'ready' ? items.next : null
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
        {unread > 0 && latest && (
          <Button kind="plain" onPress={() => void api.noticed(latest.at, null)}>
            <CheckCheck size={18} aria-hidden />
            <Trans>Mark all read</Trans>
          </Button>
        )}
      </header>
      <PermissionOffer />
      {items.status === 'loading' && <Loading />}
      {items.status === 'failed' && (
        <div role="alert" className="m-auto grid justify-items-center gap-3 p-8 text-center">
          <p className="text-base text-muted">{problemText(items.problem)}</p>
          <Button kind="outline" onPress={tryAgain}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {items.status === 'ready' && items.items.length === 0 && (
        <Blank icon={Bell} title={t`Nothing yet`}>
          <Trans>
            Here you find who mentions you, answers you, reacts to what you wrote, or adds you to a
            channel.
          </Trans>
        </Blank>
      )}
      {items.status === 'ready' && items.items.length > 0 && (
        <ol className="mx-auto grid w-full max-w-180 gap-0.5 p-2 md:py-4">
          {items.items.map((item) => (
            <ActivityRow key={keyOf(item)} item={item} />
          ))}
        </ol>
      )}
      {next !== null && items.status === 'ready' && (
        <div className="grid shrink-0 justify-items-center gap-2 pb-6">
          {items.more === 'failed' && (
            <p role="alert" className="text-sm text-bad-text">
              <Trans>We could not load more.</Trans>
            </p>
          )}
          <Button
            kind="outline"
            isPending={items.more === 'loading'}
            onPress={() => void loadMore(next)}
          >
            <Trans>Show earlier</Trans>
          </Button>
        </div>
      )}
    </section>
  )
}

function Loading() {
  const { t } = useLingui()
  return (
    <div
      role="status"
      aria-label={t`Loading activity`}
      className="appear-late mx-auto grid w-full max-w-180 gap-5 p-5"
    >
      {[0, 1, 2, 3, 4, 5].map((key) => (
        <div key={key} className="flex items-center gap-3">
          <Skeleton className="size-10 shrink-0 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
