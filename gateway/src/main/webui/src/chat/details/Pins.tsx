import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { PinOff } from 'lucide-react'
import { useEffect } from 'react'
import { formatMoment } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { useChatSync, useChats } from '../ChatContext'
import { placeOf } from '../message/links'
import { useNameOf, useWords } from '../message/Quote'
import { useWish } from '../message/useWished'
import { useMinute } from '../minute'
import { asWished, pendingOf } from '../store/pending'
import { mayPin } from '../store/rights'
import type { Chat, Message } from '../store/state'

/** What is pinned, as a part of the details. */
export function PinsSection({ chat }: { chat: Chat }) {
  return (
    <section className="mt-6 grid gap-2 border-t border-line pt-5">
      <h3 className="text-base font-semibold">
        <Trans>Pinned</Trans>
      </h3>
      <Pins chat={chat} />
    </section>
  )
}

/** What is pinned in a conversation, pinned last first; a press goes there. */
export function Pins({ chat }: { chat: Chat }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { id } = chat
  const me = useChats((state) => state.me)
  const pins = useChats((state) => state.pins[id])
  const pending = useChats((state) => pendingOf(state, id))
  const isMissing = pins === undefined
  useEffect(() => {
    if (isMissing) dispatch({ type: 'pins.wanted', conversation: id })
  }, [dispatch, id, isMissing])
  if (pins?.status === 'failed')
    return (
      <p role="alert" className="flex flex-wrap items-center gap-2 text-base text-muted">
        <Trans>We could not load this.</Trans>
        <Button
          size="sm"
          kind="outline"
          onPress={() => dispatch({ type: 'pins.wanted', conversation: id })}
        >
          <Trans>Try again</Trans>
        </Button>
      </p>
    )
  if (pins?.status !== 'ready')
    return (
      <p role="status" className="appear-late text-base text-muted">
        <Trans>Loading…</Trans>
      </p>
    )
  const shown = pins.messages
    .map((message) => asWished(message, pending, me))
    .filter((message) => message.pinnedAt !== undefined)
  if (shown.length === 0)
    return (
      <p className="text-base text-pretty text-muted">
        <Trans>Nothing is pinned. What is stays here for everybody to find.</Trans>
      </p>
    )
  return (
    <ul aria-label={t`Pinned`} className="-mx-2 grid gap-0.5">
      {shown.map((message) => (
        <PinnedMessage key={message.number} chat={chat} message={message} />
      ))}
    </ul>
  )
}

function PinnedMessage({ chat, message }: { chat: Chat; message: Message }) {
  const { t } = useLingui()
  const now = useMinute()
  const name = useNameOf(message.sender)
  const words = useWords()
  const wish = useWish(chat.id, message.number)
  return (
    <li className="flex items-start gap-1 rounded-md hover:bg-hover">
      <Link
        {...placeOf(chat, message)}
        className="grid min-w-0 flex-1 gap-0.5 rounded-md px-2 py-2 -outline-offset-2"
      >
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate text-base font-medium">{name}</span>
          <time dateTime={message.sentAt} className="shrink-0 text-xs text-muted">
            {formatMoment(new Date(message.sentAt), now)}
          </time>
        </span>
        {message.title && <span className="truncate text-base">{message.title}</span>}
        <span className="line-clamp-2 text-sm text-muted wrap-anywhere">{words(message)}</span>
      </Link>
      {mayPin(chat, message) && (
        <IconButton
          size="iconSmall"
          label={t`Unpin`}
          className="mt-1.5 me-1"
          onPress={() => wish({ kind: 'pin', present: false })}
        >
          <PinOff size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  )
}
