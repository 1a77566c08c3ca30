import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Label, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Problem } from '../../shared/net/problem'
import { toast } from '../../shared/toasts'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { Dialog } from '../../shared/ui/Dialog'
import type { ReportReason } from '../api'
import { useChatSync } from '../ChatContext'
import type { Chat, Message } from '../store/state'
import { REASON_WORDS, REASONS } from './reasons'

const MOST_WORDS = 500

type Sending = { status: 'no' } | { status: 'pending' } | { status: 'failed'; problem: Problem }

/** Tells those who answer for a conversation what is wrong with a message in it. */
export default function ReportDialog({
  chat,
  message,
  onClose,
}: {
  chat: Chat
  message: Message
  onClose: () => void
}) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const [reason, setReason] = useState<ReportReason | null>(null)
  const [words, setWords] = useState('')
  const [sending, setSending] = useState<Sending>({ status: 'no' })
  const report = async (event: FormEvent) => {
    event.preventDefault()
    if (reason === null || sending.status === 'pending') return
    setSending({ status: 'pending' })
    const answer = await api.report(chat.id, message.number, reason, words.trim())
    if (!answer.ok) return setSending({ status: 'failed', problem: answer.problem })
    onClose()
    toast({ kind: 'news', text: t`Reported. Thank you for saying so.` })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t({ message: 'Report', context: 'a message that is not right' })}
    >
      <form onSubmit={(event) => void report(event)} className="grid gap-4 px-5 pb-5">
        <p className="text-base text-muted">
          {chat.kind === 'channel' ? (
            <Trans>
              The owners and teachers of the channel will see the message and who reported it. The
              person who wrote it is not told.
            </Trans>
          ) : (
            <Trans>
              The administrators of your school will see this message and who reported it, and
              nothing else of the chat. The person who wrote it is not told.
            </Trans>
          )}
        </p>
        <RadioGroup
          value={reason}
          onChange={(chosen) => setReason(REASONS.find((each) => each === chosen) ?? null)}
          className="grid gap-1"
        >
          <Label className="pb-1 text-sm font-medium">
            <Trans>What is wrong with it?</Trans>
          </Label>
          {REASONS.map((each) => (
            <Radio
              key={each}
              value={each}
              className="group flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2 text-base outline-offset-[-2px] hover:bg-hover focus-visible:outline-2 focus-visible:outline-focus"
            >
              <span
                aria-hidden
                className="grid size-5 shrink-0 place-items-center rounded-full border-2 border-field bg-surface group-selected:border-accent"
              >
                <span className="size-2.5 scale-0 rounded-full bg-accent group-selected:scale-100" />
              </span>
              {t(REASON_WORDS[each])}
            </Radio>
          ))}
        </RadioGroup>
        <TextField
          value={words}
          onChange={setWords}
          maxLength={MOST_WORDS}
          className="grid gap-1.5"
        >
          <Label className="text-sm font-medium">
            <Trans>What they should know (optional)</Trans>
          </Label>
          <TextArea rows={3} className={`resize-y px-3 py-2 text-base ${fieldClass}`} />
        </TextField>
        {sending.status === 'failed' && <NotReported problem={sending.problem} />}
        <Button
          type="submit"
          kind="primary"
          isDisabled={reason === null}
          isPending={sending.status === 'pending'}
        >
          {reason === null ? <Trans>Choose what is wrong</Trans> : <Trans>Send the report</Trans>}
        </Button>
      </form>
    </Dialog>
  )
}

function NotReported({ problem }: { problem: Problem }) {
  const textOf = useProblemText()
  const isGone =
    problem.slug === 'message-deleted' ||
    problem.slug === 'message-not-found' ||
    problem.slug === 'conversation-not-found'
  return (
    <p role="alert" className="text-base text-bad-text">
      {isGone ? <Trans>This message is not there any more.</Trans> : textOf(problem)}
    </p>
  )
}
