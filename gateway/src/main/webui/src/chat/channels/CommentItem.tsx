import { Trans, useLingui } from '@lingui/react/macro'
import { Clock, Reply } from 'lucide-react'
import { formatTime } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { NotSent } from '../conversation/MessageItem'
import { MessageText } from '../conversation/MessageText'
import { MessageFiles } from '../files/MessageFiles'
import type { Chat, Message } from '../store/state'
import { Author, useAuthorName } from './Author'
import type { CommentRow } from './comments'

/** A comment or a reply. */
export function CommentItem({
  chat,
  row,
  onReply,
}: {
  chat: Chat
  row: CommentRow
  /** Null where nobody can reply. */
  onReply: ((comment: Message) => void) | null
}) {
  const { t } = useLingui()
  const name = useAuthorName(row.sender)
  const time = formatTime(new Date(row.sentAt))
  const { message, outgoing } = row
  return (
    <article aria-label={t`${name}, ${time}`} className="group grid gap-0.5 py-1.5">
      <Author channel={chat.id} account={row.sender} sentAt={row.sentAt} size={28} />
      <div className="grid gap-0.5 ps-10">
        <div className={`message-text text-md wrap-anywhere ${outgoing ? 'text-muted' : ''}`}>
          {row.text !== '' && <MessageText text={row.text} />}
          <MessageFiles files={message?.files} attached={outgoing?.files} />
        </div>
        {outgoing?.state.status === 'failed' ? (
          <NotSent outgoing={outgoing} />
        ) : outgoing ? (
          <Clock size={14} role="img" aria-label={t`Sending`} className="text-muted" />
        ) : (
          onReply &&
          message && (
            <Button
              size="sm"
              kind="plain"
              className="-ms-2 min-h-7! justify-self-start px-2!"
              onPress={() => onReply(message)}
            >
              <Reply size={14} aria-hidden />
              <Trans>Reply</Trans>
              <span className="sr-only">{name}</span>
            </Button>
          )
        )}
      </div>
    </article>
  )
}
