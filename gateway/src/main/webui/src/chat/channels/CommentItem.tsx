import { Trans, useLingui } from '@lingui/react/macro'
import { Clock, Reply } from 'lucide-react'
import { formatTime } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { MessageText } from '../conversation/MessageText'
import { NotSent } from '../conversation/NotSent'
import { MessageFiles } from '../files/MessageFiles'
import { useMessageUi } from '../message/MessageUi'
import { useWished } from '../message/useWished'
import { WithActions } from '../message/WithActions'
import { Written } from '../message/Written'
import { MomentChip } from '../moment/MomentChip'
import type { Chat, Message } from '../store/state'
import { Author, useAuthorName } from './Author'
import type { CommentRow } from './comments'
import { Marks } from './PostCard'

/** A comment or a reply. */
export function CommentItem({
  chat,
  row,
  isMarked,
  onReply,
}: {
  chat: Chat
  row: CommentRow
  /** A link led here. */
  isMarked: boolean
  /** Null where nobody can reply. */
  onReply: ((comment: Message) => void) | null
}) {
  const { t } = useLingui()
  const name = useAuthorName(row.sender)
  const time = formatTime(new Date(row.sentAt))
  const { message, outgoing } = row
  const wished = useWished(chat.id, message)
  const { editing } = useMessageUi()
  const isGone = wished?.shown.deletedAt !== undefined
  const moment = wished ? wished.shown.moment : row.moment
  const said = wished?.shown.text ?? row.text
  const text = (
    <div className={`message-text text-md wrap-anywhere ${outgoing ? 'text-muted' : ''}`}>
      {moment && <MomentChip moment={moment} />}
      {said !== '' && <MessageText text={said} />}
      <MessageFiles files={message?.files} attached={outgoing?.files} />
    </div>
  )
  return (
    <WithActions
      aria-label={t`${name}, ${time}`}
      {...(message ? { 'data-comment': message.number } : {})}
      message={!wished || isGone || editing === message?.number ? null : wished.shown}
      isStop={message !== null}
      toolbarClass="absolute top-0 end-0"
      className={`group grid gap-0.5 rounded-md py-1.5 transition-colors ${isMarked ? 'bg-warn-soft' : ''}`}
    >
      <div className="flex items-center gap-2">
        <Author channel={chat.id} account={row.sender} sentAt={row.sentAt} size={28} />
        {wished && <Marks message={wished.shown} />}
      </div>
      <div className="grid gap-0.5 ps-10">
        {wished ? <Written wished={wished}>{text}</Written> : text}
        {outgoing?.state.status === 'failed' ? (
          <NotSent outgoing={outgoing} />
        ) : outgoing ? (
          <Clock size={14} role="img" aria-label={t`Sending`} className="text-muted" />
        ) : (
          onReply &&
          message &&
          !isGone && (
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
    </WithActions>
  )
}
