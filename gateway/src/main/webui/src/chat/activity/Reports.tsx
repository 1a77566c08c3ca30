import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Flag, Paperclip } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { More } from '../../shared/pages/More'
import type { Order } from '../../shared/pages/pages'
import { pageOf } from '../../shared/pages/pages'
import { usePages } from '../../shared/pages/usePages'
import { toast } from '../../shared/toasts'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import type { ChatApi, Report, ReportOutcome } from '../api'
import { useChatSync, useChats } from '../ChatContext'
import { useNamed } from '../mention/useNamed'
import { placeOf } from '../message/links'
import { REASON_WORDS } from '../message/reasons'
import { useMinute } from '../minute'

const byMessage: Order<Report> = {
  keyOf: ({ conversation, number }) => `${conversation}:${number}`,
  isAfter: (report, other) => report.at < other.at,
}

/** Of one and the same api, or every render would ask again. */
const fetchers = new WeakMap<ChatApi, (after: string | null) => ReturnType<typeof fetchReports>>()
const fetchReports = async (api: ChatApi, after: string | null) =>
  pageOf(await api.reports(after), 'reports')
function fetcherOf(api: ChatApi) {
  const known = fetchers.get(api) ?? ((after: string | null) => fetchReports(api, after))
  fetchers.set(api, known)
  return known
}

/** Messages that were reported and for which one answers, above all else that concerns one. */
export default function Reports() {
  const { api } = useChatSync()
  const version = useChats((state) => `${state.reportsOpen} ${state.link === 'up'}`)
  const problemText = useProblemText()
  const { pages, loadMore, tryAgain } = usePages(fetcherOf(api), byMessage, version)
  if (pages.status === 'failed')
    return (
      <p role="alert" className="mx-auto flex w-full max-w-180 flex-wrap gap-2 p-5 text-base">
        {problemText(pages.problem)}
        <Button kind="outline" size="sm" onPress={tryAgain}>
          <Trans>Try again</Trans>
        </Button>
      </p>
    )
  if (pages.items.length === 0) return null
  return (
    <section
      aria-labelledby="reports"
      className="mx-auto grid w-full max-w-180 gap-3 border-b border-line p-4 md:px-5"
    >
      <h2 id="reports" className="flex items-center gap-2 text-md font-semibold">
        <Flag size={17} aria-hidden className="text-bad-text" />
        <Trans>Reported messages</Trans>
      </h2>
      <ul className="grid gap-3">
        {pages.items.map((report) => (
          <Card key={byMessage.keyOf(report)} report={report} />
        ))}
      </ul>
      <More pages={pages} onMore={loadMore}>
        <Trans>Show earlier</Trans>
      </More>
    </section>
  )
}

type Deciding =
  | { status: 'no' }
  | { status: 'asking' }
  | { status: 'pending'; outcome: ReportOutcome }

function Card({ report }: { report: Report }) {
  const { t } = useLingui()
  const nameOf = usePersonName()
  const now = useMinute()
  const named = useNamed()
  const name = nameOf(report.sender)
  const at = formatMoment(new Date(report.sentAt), now)
  return (
    <li className="grid gap-2.5 rounded-lg border border-line p-3.5">
      <div className="flex items-center gap-3">
        <Avatar person={{ ...report.sender, photo: report.sender.photo ?? null }} size={36} />
        <p className="min-w-0 text-base">
          <span className="font-semibold">{name}</span>{' '}
          <span className="text-sm text-muted">
            {report.name ?? (report.kind === 'direct' ? t`in a chat` : t`in a group`)} · {at}
          </span>
        </p>
      </div>
      <blockquote className="grid gap-1 border-s-3 border-line ps-3 text-base wrap-anywhere">
        {report.title && <span className="font-semibold">{report.title}</span>}
        {report.text !== '' && <span className="whitespace-pre-wrap">{named(report.text)}</span>}
        {report.files.map((file, at) => (
          // a name may be there twice
          // biome-ignore lint/suspicious/noArrayIndexKey: what was sent does not change its order
          <span key={at} className="flex items-center gap-1.5 text-sm text-muted">
            <Paperclip size={14} aria-hidden />
            {file}
          </span>
        ))}
        {report.isGone && (
          <span className="text-sm text-muted">
            <Trans>It was deleted since.</Trans>
          </span>
        )}
      </blockquote>
      <ul className="grid gap-1 text-base">
        {report.reports.map(({ reporter, reason, words }) => (
          <li key={reporter.id}>
            <span className="font-medium">{nameOf(reporter)}:</span> {t(REASON_WORDS[reason])}
            {words !== '' && <span className="block ps-3 text-muted wrap-anywhere">{words}</span>}
          </li>
        ))}
      </ul>
      <Decision report={report} />
    </li>
  )
}

function Decision({ report }: { report: Report }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const problemText = useProblemText()
  const [deciding, setDeciding] = useState<Deciding>({ status: 'no' })
  const { conversation, number } = report
  const settle = async (outcome: ReportOutcome) => {
    setDeciding({ status: 'pending', outcome })
    const answer = await api.settle(conversation, number, outcome)
    const isSettled = answer.ok || answer.problem.slug === 'report-not-found'
    if (isSettled) {
      // the list is another as soon as the server has told
      const text = !answer.ok
        ? t`Somebody else has decided this already.`
        : outcome === 'removed'
          ? t`The message is removed.`
          : t`The report is dismissed.`
      toast({ kind: 'news', text })
      return
    }
    setDeciding({ status: 'no' })
    toast({ kind: 'problem', text: problemText(answer.problem) })
  }
  const isPending = (outcome: ReportOutcome) =>
    deciding.status === 'pending' && deciding.outcome === outcome
  if (deciding.status === 'asking')
    return (
      <div className="grid gap-2 rounded-md bg-bad-soft p-3 text-base text-bad-text">
        <p>
          <Trans>Remove this message for everybody? It cannot be brought back.</Trans>
        </p>
        <span className="flex gap-2">
          <Button kind="danger" size="sm" autoFocus onPress={() => void settle('removed')}>
            <Trans>Remove</Trans>
          </Button>
          <Button kind="outline" size="sm" onPress={() => setDeciding({ status: 'no' })}>
            <Trans>Keep</Trans>
          </Button>
        </span>
      </div>
    )
  return (
    <div className="flex flex-wrap items-center gap-2">
      {!report.isGone && (
        <Button
          kind="outline"
          size="sm"
          isPending={isPending('removed')}
          isDisabled={deciding.status === 'pending'}
          onPress={() => setDeciding({ status: 'asking' })}
        >
          <Trans>Remove the message</Trans>
        </Button>
      )}
      <Button
        kind="plain"
        size="sm"
        isPending={isPending('dismissed')}
        isDisabled={deciding.status === 'pending'}
        onPress={() => void settle('dismissed')}
      >
        <Trans>Dismiss</Trans>
      </Button>
      {report.isReader && (
        <Link
          {...placeOf(
            { id: conversation, kind: report.kind },
            { number, post: report.post ?? null },
          )}
          className="ms-auto rounded-sm text-base text-accent-text underline"
        >
          <Trans>Show in place</Trans>
        </Link>
      )}
    </div>
  )
}
