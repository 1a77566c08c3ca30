import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Download, Files } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatBytes, formatMoment } from '../../shared/i18n/format'
import type { Answer } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { Skeleton } from '../../shared/ui/Skeleton'
import type { Hit } from '../api'
import { useChatSync } from '../ChatContext'
import { iconOf } from '../files/fileKinds'
import { usePlace } from '../files/usePlace'
import { useMinute } from '../minute'
import { useTitle } from '../people/useTitle'
import { placeOf, written } from '../search/query'
import type { Chat, MessageFile } from '../store/state'

/** The rest is a search away. */
const SHOWN = 8

/** The files that were sent in a conversation, the latest first. A few of them: for the others there is the search. */
export function FilesOf({ chat }: { chat: Chat }) {
  const { api } = useChatSync()
  const { id, lastNumber } = chat
  const [answer, setAnswer] = useState<Answer<readonly Hit[]> | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent meanwhile comes in, and another attempt asks again
  useEffect(() => {
    const aborted = new AbortController()
    const ask = async () => {
      const found = await api.search(`${written('in', id)} has:file`, 'UTC', null, aborted.signal)
      if (!aborted.signal.aborted)
        setAnswer(found.ok ? { ok: true, value: found.value.hits } : found)
    }
    void ask()
    return () => aborted.abort()
  }, [api, id, lastNumber, attempt])
  if (answer === null)
    return (
      <div className="appear-late grid gap-3">
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-10 w-full" />
      </div>
    )
  if (!answer.ok)
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2 text-base text-muted">
        <Trans>We could not load these files.</Trans>
        <Button size="sm" kind="outline" onPress={() => setAttempt(attempt + 1)}>
          <Trans>Try again</Trans>
        </Button>
      </p>
    )
  const files = answer.value.flatMap(({ message }) =>
    (message.files ?? []).map((file) => ({ file, sentAt: message.sentAt })),
  )
  if (files.length === 0)
    return (
      <p className="grid justify-items-center gap-3 py-8 text-center text-base text-muted">
        <Files size={28} strokeWidth={1.6} aria-hidden />
        <Trans>Files that are sent here will be listed here.</Trans>
      </p>
    )
  return (
    <>
      <ul className="-mx-2 grid">
        {files.slice(0, SHOWN).map(({ file, sentAt }) => (
          <Row key={file.id} file={file} sentAt={sentAt} />
        ))}
      </ul>
      <AllFiles chat={chat} />
    </>
  )
}

function Row({ file: { id, name, type, bytes }, sentAt }: { file: MessageFile; sentAt: string }) {
  const { t } = useLingui()
  const now = useMinute()
  const place = usePlace(id)
  const Icon = iconOf(type)
  return (
    <li className="flex min-h-13 items-center gap-3 rounded-md px-2">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
        <Icon size={18} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-base" title={name}>
          {name}
        </span>
        <span className="block truncate text-xs text-muted tabular-nums">
          {formatBytes(bytes)} · {formatMoment(new Date(sentAt), now)}
        </span>
      </span>
      {typeof place === 'object' && (
        <a
          href={place.content}
          download={name}
          aria-label={t`Download ${name}`}
          className={buttonClass({ size: 'icon' })}
        >
          <Download size={18} aria-hidden />
        </a>
      )}
    </li>
  )
}

function AllFiles({ chat }: { chat: Chat }) {
  const title = useTitle(chat.id)
  return (
    <Link
      to="/search"
      search={{ q: written('in', placeOf(chat, title)), in: 'files' }}
      className={`${buttonClass({ size: 'sm' })} mt-2`}
    >
      <Trans>Search in all files</Trans>
    </Link>
  )
}
