import { Trans } from '@lingui/react/macro'
import { Forward } from 'lucide-react'
import { useEffect } from 'react'
import { formatMoment } from '../../shared/i18n/format'
import { useChatSync, useChats } from '../ChatContext'
import { useMinute } from '../minute'
import type { Message } from '../store/state'
import { useNameOf } from './Quote'

/** Above what was said elsewhere before: who said it first, and when. */
export function ForwardedMark({ message }: { message: Message }) {
  return message.forwarded ? <Mark {...message.forwarded} below={message.title} /> : null
}

function Mark({
  sender,
  sentAt,
  title,
  below,
}: NonNullable<Message['forwarded']> & { below: string | undefined }) {
  const { dispatch } = useChatSync()
  const now = useMinute()
  const isUnknown = useChats((state) => state.people[sender] === undefined)
  useEffect(() => {
    if (isUnknown) dispatch({ type: 'person.wanted', account: sender })
  }, [dispatch, sender, isUnknown])
  const name = useNameOf(sender)
  const at = formatMoment(new Date(sentAt), now)
  return (
    <div className="grid max-w-[68ch] gap-0.5">
      <p className="flex items-start gap-1.5 text-sm text-muted">
        <Forward size={14} aria-hidden className="mt-0.75 shrink-0" />
        <span className="wrap-anywhere">
          {name === '' ? (
            <Trans>Forwarded, {at}</Trans>
          ) : (
            <Trans>
              Forwarded from {name}, {at}
            </Trans>
          )}
        </span>
      </p>
      {title !== undefined && title !== below && (
        <p className="text-md font-semibold wrap-anywhere">{title}</p>
      )}
    </div>
  )
}
