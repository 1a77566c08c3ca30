import '../chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Phone, PhoneMissed } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { formatDay, isSameDay } from '../../shared/i18n/format'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { More } from '../../shared/pages/More'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { RowList } from '../../shared/ui/RowList'
import { SkeletonRows } from '../../shared/ui/Skeleton'
import { useChats } from '../ChatContext'
import { begin } from '../dialogs'
import { useMinute } from '../minute'
import type { PastCall } from '../store/calls'
import { CallRow } from './CallRow'
import { type Filter, keyOf, useCalls } from './useCalls'

/** One's calls in all conversations, by day. Looking at them is having seen what was missed. */
export function CallsScreen({ filter }: { filter: Filter }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const { pages, calls, loadMore, tryAgain } = useCalls(filter)
  const isOffline = useChats((state) => state.link === 'down')
  useScreenTitle(t`Calls`)
  return (
    <section
      aria-label={t`Calls`}
      data-region
      className="thin flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface"
    >
      <header className="sticky top-0 z-(--z-sticky) flex min-h-16 shrink-0 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-2 md:px-8">
        <h1 className="text-xl font-semibold">
          <Trans>Calls</Trans>
        </h1>
        <ToggleButtonGroup
          aria-label={t`Show`}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter]}
          onSelectionChange={(keys) =>
            void navigate({
              to: '/calls',
              search: keys.has('missed') ? { filter: 'missed' } : {},
              replace: true,
            })
          }
          className="flex gap-1.5"
        >
          <ToggleButton id="all" className={filterClass}>
            <Trans>All</Trans>
          </ToggleButton>
          <ToggleButton id="missed" className={filterClass}>
            <Trans>Missed</Trans>
          </ToggleButton>
        </ToggleButtonGroup>
      </header>
      {isOffline && calls.length > 0 && (
        <p
          role="status"
          className="appear-late mx-auto w-full max-w-180 px-5 pt-4 text-sm text-muted"
        >
          <Trans>
            You are offline. These are the calls that this device knows of; you can call again when
            you are back.
          </Trans>
        </p>
      )}
      {pages.status === 'loading' && calls.length === 0 && <Loading />}
      {pages.status === 'failed' && (
        <div role="alert" className="m-auto grid justify-items-center gap-3 p-8 text-center">
          <p className="text-base text-muted">
            {isOffline ? (
              <Trans>
                Your calls are not on this device. They will be here when you are back online.
              </Trans>
            ) : (
              problemText(pages.problem)
            )}
          </p>
          <Button kind="outline" onPress={tryAgain}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {pages.status === 'ready' && calls.length === 0 && <NoCalls filter={filter} />}
      {calls.length > 0 && <Days calls={calls} />}
      <More pages={pages} onMore={loadMore} className="shrink-0 justify-items-center pb-6">
        <Trans>Show earlier</Trans>
      </More>
    </section>
  )
}

const filterClass =
  'min-h-8 rounded-full border border-line px-3 text-sm font-medium text-muted transition-colors hover:bg-hover selected:border-transparent selected:bg-accent-soft selected:text-accent-text'

/** One list, so that the arrows lead from day to day; the name of each row says its day too. */
function Days({ calls }: { calls: readonly PastCall[] }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const now = useMinute()
  const byKey = new Map(calls.map((call) => [keyOf(call), call]))
  const keys = [...byKey.keys()]
  const dayOf = (key: string | undefined): Date | null => {
    const startedAt = key === undefined ? undefined : byKey.get(key)?.call.startedAt
    return startedAt === undefined ? null : new Date(startedAt)
  }
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  const dayName = (day: Date) => {
    if (isSameDay(day, now)) return t`Today`
    return isSameDay(day, yesterday) ? t`Yesterday` : formatDay(day, now)
  }
  const open = (key: string) => {
    const call = byKey.get(key)
    if (call)
      void navigate({
        to: '/chats/$chatId',
        params: { chatId: call.conversation },
        search: { m: call.number },
      })
  }
  return (
    <RowList
      label={t`Calls`}
      ids={keys}
      current={null}
      onOpen={open}
      className="mx-auto flex w-full max-w-180 flex-col gap-0.5 p-2 md:py-4"
    >
      {(key) => {
        const call = byKey.get(key)
        const day = dayOf(key)
        if (!call || !day) return null
        const before = dayOf(keys[keys.indexOf(key) - 1])
        return (
          <div key={key} className="contents">
            {(before === null || !isSameDay(before, day)) && (
              <div aria-hidden className="px-3 pt-4 pb-1 text-xs font-semibold text-muted">
                {dayName(day)}
              </div>
            )}
            <CallRow id={key} call={call} day={dayName(day)} />
          </div>
        )
      }}
    </RowList>
  )
}

function NoCalls({ filter }: { filter: Filter }) {
  const { t } = useLingui()
  if (filter === 'missed')
    return (
      <Blank icon={PhoneMissed} title={t`No missed calls`}>
        <Trans>Calls that you did not answer will be here.</Trans>
      </Blank>
    )
  return (
    <Blank
      icon={Phone}
      title={t`No calls yet`}
      action={
        <Button kind="primary" onPress={() => begin('chat')}>
          <Trans>Find someone</Trans>
        </Button>
      }
    >
      <Trans>Open a chat with somebody, and call them from there.</Trans>
    </Blank>
  )
}

function Loading() {
  const { t } = useLingui()
  return (
    <SkeletonRows
      label={t`Loading calls`}
      className="mx-auto w-full max-w-180 gap-5 p-5"
      picture="size-11"
    />
  )
}
