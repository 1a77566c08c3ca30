import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Select } from '../../shared/ui/Select'
import { Skeleton } from '../../shared/ui/Skeleton'
import { TextField } from '../../shared/ui/TextField'
import { useChatSync } from '../ChatContext'
import { written } from '../search/query'
import type { Id, MessageFile, Moment } from '../store/state'
import { positionOf } from './position'

const plays = ({ type }: MessageFile): boolean => /^(video|audio)\//.test(type)

const none: readonly never[] = []

/** Where a time is typed, and a video chosen: one of the post's, or one that was sent in the channel lately. */
export default function MomentDialog({
  channel,
  files = none,
  onChoose,
  onClose,
}: {
  channel: Id
  files?: readonly MessageFile[] | undefined
  onChoose: (moment: Moment) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const { videos, problem, retry } = useVideos(channel, files.filter(plays))
  const [chosen, setChosen] = useState<Id | null>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const file = chosen ?? videos?.[0]?.id
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const position = positionOf(typed)
    if (position === null) return setWrong(true)
    if (file === undefined) return
    onChoose({ media: { kind: 'file', file }, position })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t`A time in a video`}
      width="max-w-md"
    >
      {problem ? (
        <div className="grid justify-items-start gap-3 px-5 pb-5">
          <ProblemNotice problem={problem} />
          <Button kind="outline" onPress={retry}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      ) : videos === null ? (
        <div
          role="status"
          aria-label={t`Looking for videos`}
          className="appear-late grid gap-3 px-5 pb-5"
        >
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
        </div>
      ) : file === undefined ? (
        <p className="px-5 pb-6 text-base text-muted">
          <Trans>
            No video was sent in this channel yet. Send one first, then write about its times.
          </Trans>
        </p>
      ) : (
        <form onSubmit={submit} className="grid gap-4 px-5 pb-5">
          <Select
            label={t`Video`}
            value={file}
            choices={videos.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
          <TextField
            label={t`Time`}
            autoFocus
            inputMode="numeric"
            value={typed}
            hint={t`Minutes and seconds, after hours if there are any: 3:12, 1:03:12`}
            error={isWrong ? t`This is not a time such as 3:12.` : undefined}
            onChange={(value) => {
              setTyped(value)
              setWrong(false)
            }}
          />
          <Button type="submit" kind="primary" className="justify-self-end">
            <Trans>Write about it</Trans>
          </Button>
        </form>
      )}
    </Dialog>
  )
}

/** Those given first, then what was sent in the channel lately; null until it is known. */
function useVideos(channel: Id, own: readonly MessageFile[]) {
  const { api } = useChatSync()
  const [found, setFound] = useState<readonly MessageFile[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const aborted = new AbortController()
    const ask = async () => {
      const q = `${written('in', channel)} has:video`
      const answer = await api.search(q, 'UTC', null, aborted.signal)
      if (aborted.signal.aborted) return
      if (answer.ok) setFound(answer.value.hits.flatMap(({ message }) => message.files ?? []))
      else setProblem(answer.problem)
    }
    void ask()
    return () => aborted.abort()
  }, [api, channel, attempt])
  const retry = () => {
    setProblem(null)
    setAttempt(attempt + 1)
  }
  // what is at hand is no worse for what could not be asked for
  if (found === null && own.length > 0) return { videos: own, problem: null, retry }
  const others = (found ?? []).filter((one) => plays(one) && !own.some(({ id }) => id === one.id))
  return { videos: found && [...own, ...others], problem, retry }
}
