import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Hash } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { SearchBox } from '../../shared/ui/SearchBox'
import { useSettled } from '../../shared/useSettled'
import type { OpenChannel } from '../api'
import { useChatSync, useChats } from '../ChatContext'
import { JoinProblem } from './JoinProblem'

type Found = { channels: readonly OpenChannel[]; next: string | null }
type Finding =
  | { status: 'searching'; found: Found }
  | { status: 'found'; found: Found }
  | { status: 'failed'; found: Found; problem: Problem }

const nothing: Found = { channels: [], next: null }

/** Finds channels that are open to everybody, and joins them. */
export default function BrowseChannels({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const { finding, load } = useOpenChannels(words)
  const { channels, next } = finding.found
  return (
    <Dialog title={t`Open channels`} isOpen onOpenChange={onClose}>
      <div className="px-5 pb-2">
        <SearchBox label={t`Name of a channel`} value={typed} onChange={setTyped} autoFocus />
      </div>
      <div role="status" className="px-5 text-base text-muted not-empty:py-3">
        {finding.status === 'found' &&
          channels.length === 0 &&
          (words === '' ? (
            <Trans>There is no open channel yet.</Trans>
          ) : (
            <Trans>No open channel with “{words}”</Trans>
          ))}
        {finding.status === 'searching' && channels.length === 0 && <Trans>Searching…</Trans>}
      </div>
      <ul aria-label={t`Open channels`} className="grid px-3 pb-3 empty:hidden">
        {channels.map((channel) => (
          <OpenChannelRow key={channel.id} channel={channel} onClose={onClose} />
        ))}
      </ul>
      {finding.status === 'failed' && (
        <div className="grid gap-3 px-5 pb-5">
          <ProblemNotice problem={finding.problem} />
          <Button kind="outline" onPress={() => load(null)}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
      {next !== null && (
        <Button
          kind="plain"
          className="mx-5 mb-4"
          isPending={finding.status === 'searching'}
          onPress={() => load(next)}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </Dialog>
  )
}

function useOpenChannels(words: string) {
  const { api } = useChatSync()
  const [finding, setFinding] = useState<Finding>({ status: 'searching', found: nothing })
  const asking = useRef<AbortController>(null)
  const load = useCallback(
    async (after: string | null) => {
      asking.current?.abort()
      const asked = new AbortController()
      asking.current = asked
      const { signal } = asked
      setFinding(({ found }) => ({ status: 'searching', found }))
      const answer = await api.openChannels(words, after, signal)
      if (signal.aborted) return
      setFinding(({ found }) => {
        if (!answer.ok) return { status: 'failed', found, problem: answer.problem }
        const before = after === null ? [] : found.channels
        const { channels, next } = answer.value
        return { status: 'found', found: { channels: [...before, ...channels], next } }
      })
    },
    [api, words],
  )
  useEffect(() => {
    void load(null)
    return () => asking.current?.abort()
  }, [load])
  return { finding, load: (after: string | null) => void load(after) }
}

function OpenChannelRow({ channel, onClose }: { channel: OpenChannel; onClose: () => void }) {
  const { id, name, description, memberCount } = channel
  const sync = useChatSync()
  const navigate = useNavigate()
  const isMember = useChats((state) => state.chats[id] !== undefined) || channel.isMember
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const open = () => {
    onClose()
    void navigate({ to: '/channels/$channelId', params: { channelId: id } })
  }
  const join = async () => {
    setPending(true)
    setProblem(null)
    const seated = await sync.api.seat(id, sync.me, 'member')
    const entered = seated.ok ? await sync.enter(() => sync.api.conversation(id)) : seated
    setPending(false)
    if (!entered.ok) return setProblem(entered.problem)
    open()
  }
  return (
    <li className="grid gap-2 border-b border-line px-2 py-3 last:border-0">
      <div className="flex items-center gap-3">
        <span className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
          <Hash size={19} aria-hidden />
        </span>
        <div className="min-w-0 flex-1">
          <p className="truncate text-md font-medium">{name}</p>
          <p className="line-clamp-2 text-sm text-muted">
            <Plural value={memberCount} one="# member" other="# members" />
            {description !== '' && ` · ${description}`}
          </p>
        </div>
        {isMember ? (
          <Button kind="outline" size="sm" onPress={open}>
            <Trans>Open</Trans>
            <span className="sr-only">{name}</span>
          </Button>
        ) : (
          <Button kind="soft" size="sm" isPending={isPending} onPress={() => void join()}>
            <Trans>Join</Trans>
            <span className="sr-only">{name}</span>
          </Button>
        )}
      </div>
      {problem && <JoinProblem problem={problem} />}
    </li>
  )
}
