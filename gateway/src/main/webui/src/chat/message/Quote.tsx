import { Trans, useLingui } from '@lingui/react/macro'
import { CornerUpRight } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChatSync, useChats } from '../ChatContext'
import { useFilesWords } from '../files/useFilesWords'
import { useNamed } from '../mention/useNamed'
import { held } from '../store/changes'
import { asWished, pendingOf } from '../store/pending'
import type { Id, Message } from '../store/state'
import { useMessageUi } from './MessageUi'

/** One line of what a message answers; a press goes there. */
export function Quote({ number }: { number: number }) {
  const { t } = useLingui()
  const { onGoTo } = useMessageUi()
  const { message, isHidden, hasFailed } = useQuoted(number)
  const isThere = message !== undefined && message.deletedAt === undefined
  return (
    <Button
      isDisabled={!isThere}
      onPress={() => onGoTo(number)}
      className="flex max-w-[68ch] min-w-0 items-center gap-1.5 rounded-sm text-start text-sm text-muted transition-colors hover:text-text disabled:cursor-default"
    >
      <CornerUpRight
        size={14}
        role="img"
        aria-label={t({ message: 'Answers', context: 'a message: what it answers' })}
        className="shrink-0"
      />
      <span className="min-w-0 truncate">
        {isThere ? (
          <Line message={message} />
        ) : message ? (
          <Trans>A message that was deleted</Trans>
        ) : isHidden ? (
          <Trans>A message from before you came</Trans>
        ) : hasFailed ? (
          <Trans>A message that could not be loaded</Trans>
        ) : (
          <Trans>Loading…</Trans>
        )}
      </span>
    </Button>
  )
}

/** A message of the open conversation by its number, as one wishes it to be. What is not there is asked for. */
export function useQuoted(number: number) {
  const { dispatch } = useChatSync()
  const { chat } = useMessageUi()
  const loaded = useChats((state) => held(state, chat.id, number))
  const fetched = useChats((state) => state.quotes[chat.id]?.[number])
  const pending = useChats((state) => pendingOf(state, chat.id))
  const me = useChats((state) => state.me)
  // in a group one sees nothing of before one came
  const isHidden = number < chat.firstNumber
  const isMissing = !loaded && fetched === undefined && !isHidden
  useEffect(() => {
    if (isMissing) dispatch({ type: 'quote.wanted', conversation: chat.id, number })
  }, [dispatch, chat.id, number, isMissing])
  const known = loaded ?? (typeof fetched === 'string' ? undefined : fetched)
  const message = known && asWished(known, pending, me)
  return { message, isHidden, hasFailed: fetched === 'failed' }
}

function Line({ message }: { message: Message }) {
  const name = useNameOf(message.sender)
  const words = useWords()
  return (
    <>
      <span className="font-medium">{name}</span> {words(message)}
    </>
  )
}

export function useNameOf(account: Id): string {
  const { t } = useLingui()
  const me = useChats((state) => state.me)
  const person = useChats((state) => state.people[account] ?? null)
  const nameOf = usePersonName()
  return account === me ? t`You` : person ? nameOf(person) : ''
}

/** A message in one line: its words, or what was sent without any. */
export function useWords(): (message: Message) => string {
  const named = useNamed()
  const filesWords = useFilesWords()
  return (message) =>
    named(message.text).slice(0, 200).replace(/\s+/g, ' ') || filesWords(message.files)
}
