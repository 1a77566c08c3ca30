import { useLingui } from '@lingui/react/macro'
import { Check, Clock } from 'lucide-react'
import { memo } from 'react'
import { formatFull, formatTime } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { CallLine } from '../calls/CallLine'
import { MessageFiles } from '../files/MessageFiles'
import { EditedMark } from '../message/EditedMark'
import { ForwardedMark } from '../message/ForwardedMark'
import { useMessageUi } from '../message/MessageUi'
import { PinnedMark } from '../message/PinnedMark'
import { Quote } from '../message/Quote'
import type { Wished } from '../message/useWished'
import { WithActions } from '../message/WithActions'
import { Written } from '../message/Written'
import type { Message, Person } from '../store/state'
import { MessageText } from './MessageText'
import { NotSent } from './NotSent'
import type { MessageRow } from './rows'

type Props = {
  row: MessageRow
  /** Null while it is on its way. */
  wished: Wished | null
  sender: Person | null
  isMine: boolean
  /** Those who have read up to this message and no further. */
  seenBy: readonly Person[]
  /** Whether anybody else has read it. */
  isRead: boolean
  isMarked: boolean
  /** Whether Tab comes to it from the log. */
  isStop: boolean
}

export const MessageItem = memo(function MessageItem({
  row,
  wished,
  sender,
  isMine,
  seenBy,
  isRead,
  isMarked,
  isStop,
}: Props) {
  const { t } = useLingui()
  const nameOf = usePersonName()
  const { chat, editing } = useMessageUi()
  const name = isMine ? t`You` : sender ? nameOf(sender) : ''
  const time = formatTime(new Date(row.sentAt))
  const message = wished?.shown ?? null
  const isEditing = message !== null && editing === message.number
  return (
    <WithActions
      data-message={row.number}
      aria-label={t`${name}, ${time}`}
      message={isEditing || message?.deletedAt !== undefined || message?.call ? null : message}
      isStop={isStop}
      className={`group flex gap-3 px-4 transition-colors outline-offset-[-3px] md:px-6 ${row.leads ? 'pt-3 pb-0.5' : 'py-0.5'} ${isMarked ? 'bg-warn-soft' : 'hover:bg-hover/60'}`}
    >
      <div className="w-10 shrink-0">
        {row.leads ? (
          <Avatar person={sender ?? { id: row.sender, name: '' }} size={40} />
        ) : (
          <time
            dateTime={row.sentAt}
            className="block pt-1 text-right text-[11px] whitespace-nowrap text-muted opacity-0 group-hover:opacity-100"
          >
            {time.replace(/\s?[AP]M$/, '')}
          </time>
        )}
      </div>
      <div className="min-w-0 flex-1">
        {row.leads && (
          <div className="flex items-baseline gap-2">
            <span className="truncate text-md font-semibold">{name}</span>
            <time
              dateTime={row.sentAt}
              title={formatFull(new Date(row.sentAt))}
              className="shrink-0 text-xs text-muted"
            >
              {time}
            </time>
          </div>
        )}
        {message?.call ? (
          <CallLine conversation={chat.id} call={message.call} isMine={isMine} />
        ) : wished ? (
          <Written wished={wished}>
            <Said
              row={row}
              message={wished.shown}
              isMine={isMine}
              seenBy={seenBy}
              isRead={isRead}
            />
          </Written>
        ) : (
          <Said row={row} message={null} isMine={isMine} seenBy={seenBy} isRead={isRead} />
        )}
        {row.outgoing?.state.status === 'failed' && <NotSent outgoing={row.outgoing} />}
      </div>
    </WithActions>
  )
})

/** The words, and beside them what became of them. */
function Said({
  row,
  message,
  isMine,
  seenBy,
  isRead,
}: Pick<Props, 'row' | 'isMine' | 'seenBy' | 'isRead'> & { message: Message | null }) {
  const text = message?.text ?? row.text
  const { as } = row.outgoing ?? {}
  const replyTo = message?.replyTo ?? (as?.kind === 'message' ? as.replyTo : undefined)
  return (
    <>
      {replyTo !== undefined && <Quote number={replyTo} />}
      {message && <ForwardedMark message={message} />}
      <div className="flex items-end gap-2">
        <div className="max-w-[68ch] min-w-0">
          {text !== '' && (
            <div className={`message-text text-md break-words ${row.outgoing ? 'text-muted' : ''}`}>
              <MessageText text={text} />
            </div>
          )}
          <MessageFiles files={row.files} attached={row.outgoing?.files} />
        </div>
        {message && (
          <span className="mb-0.5 flex shrink-0 items-center gap-1.5 empty:hidden">
            <EditedMark message={message} />
            <PinnedMark message={message} />
          </span>
        )}
        {isMine && <Progress row={row} seenBy={seenBy} isRead={isRead} />}
      </div>
    </>
  )
}

/** More pictures of readers would not fit beside a message on a phone. */
const READERS_SHOWN = 3

/** Clock, tick, picture of the reader: how far a message of one's own has come. */
function Progress({ row, seenBy, isRead }: Pick<Props, 'row' | 'seenBy' | 'isRead'>) {
  const { t, i18n } = useLingui()
  const nameOf = usePersonName()
  if (row.outgoing?.state.status === 'failed') return null
  if (row.outgoing)
    return (
      <Clock size={14} role="img" aria-label={t`Sending`} className="mb-1 shrink-0 text-muted" />
    )
  if (seenBy.length > 0) {
    const reader = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(
      seenBy.map(nameOf),
    )
    return (
      <span
        role="img"
        aria-label={t`Seen by ${reader}`}
        title={t`Seen by ${reader}`}
        className="mb-0.5 flex shrink-0 items-center"
      >
        {seenBy.slice(0, READERS_SHOWN).map((person) => (
          <Avatar key={person.id} person={person} size={16} />
        ))}
        {seenBy.length > READERS_SHOWN && (
          <span className="ps-0.5 text-[11px] text-muted">+{seenBy.length - READERS_SHOWN}</span>
        )}
      </span>
    )
  }
  return isRead ? null : (
    <Check size={14} role="img" aria-label={t`Sent`} className="mb-1 shrink-0 text-muted" />
  )
}
