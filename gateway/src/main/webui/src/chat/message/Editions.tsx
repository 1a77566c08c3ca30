import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { formatFull } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import type { ChatApi } from '../api'
import { useChatSync } from '../ChatContext'
import { MessageText } from '../conversation/MessageText'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'

type Page = Extract<Awaited<ReturnType<ChatApi['editions']>>, { ok: true }>['value']
type Edition = Page['editions'][number]

/** What a message says, and what it said before. */
export default function Editions({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const { chat } = useMessageUi()
  const [before, setBefore] = useState<readonly Edition[]>([])
  const [more, setMore] = useState<
    { status: 'loading' | 'failed' | 'end' } | { status: 'more'; before: number }
  >({ status: 'loading' })
  const { number } = message
  const load = useCallback(
    async (from: number | null) => {
      setMore({ status: 'loading' })
      const answer = await api.editions(chat.id, number, from)
      if (!answer.ok) return setMore({ status: 'failed' })
      const { editions, next } = answer.value
      setBefore((known) => (from === null ? editions : [...known, ...editions]))
      setMore(
        next === null || next === undefined
          ? { status: 'end' }
          : { status: 'more', before: Number(next) },
      )
    },
    [api, chat.id, number],
  )
  useEffect(() => void load(null), [load])
  const now = {
    text: message.text,
    title: message.title,
    writtenAt: message.editedAt ?? message.sentAt,
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t`What it said before`}>
      <ol className="grid gap-4 px-5 pb-5">
        {[now, ...before].map((edition, i) => (
          <li key={edition.writtenAt} className="grid gap-1">
            <p className="flex items-center gap-2 text-xs text-muted">
              <time dateTime={edition.writtenAt}>{formatFull(new Date(edition.writtenAt))}</time>
              {i === 0 && (
                <span className="rounded-full bg-accent-soft px-2 font-medium text-accent-text">
                  <Trans context="edition of a message">Now</Trans>
                </span>
              )}
            </p>
            {edition.title !== undefined && (
              <p className="text-md font-semibold">{edition.title}</p>
            )}
            <div className="message-text text-md wrap-anywhere">
              <MessageText text={edition.text} />
            </div>
          </li>
        ))}
      </ol>
      {more.status !== 'end' && (
        <div role="status" className="px-5 pb-4 text-base text-muted">
          {more.status === 'loading' ? (
            <span className="appear-late">{t`Loading…`}</span>
          ) : (
            <>
              {more.status === 'failed' && <Trans>We could not load this.</Trans>}{' '}
              <Button
                kind="outline"
                size="sm"
                onPress={() => void load(more.status === 'more' ? more.before : null)}
              >
                {more.status === 'failed' ? <Trans>Try again</Trans> : <Trans>Show more</Trans>}
              </Button>
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}
