import { Trans, useLingui } from '@lingui/react/macro'
import { AtSign } from 'lucide-react'
import { formatRecent, formatTime } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Row } from '../../shared/ui/RowList'
import { useChats } from '../ChatContext'
import { callWords } from '../calls/callWords'
import { useFilesWords } from '../files/useFilesWords'
import { useNamed } from '../mention/useNamed'
import { plain } from '../message/plain'
import { useMinute } from '../minute'
import { isMuted } from '../notify/decide'
import { Marks } from '../notify/Marks'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitle } from '../people/useTitle'
import { presenceWord, usePresence } from '../presence'
import { isTyping, latestAt, outgoingOf, partner } from '../store/selectors'
import { useRowMenu } from './useRowMenu'

export function ChatRow({ id }: { id: string }) {
  const { t } = useLingui()
  const now = useMinute()
  const chat = useChats((state) => state.chats[id])
  const other = useChats((state) => partner(state, id))
  const types = useChats((state) => isTyping(state, id))
  const presence = usePresence(other)
  const preview = usePreview(id)
  const at = useChats((state) => {
    const known = state.chats[id]
    return known ? latestAt(known, outgoingOf(state, id)) : 0
  })
  const name = useTitle(id)
  const { menu, onMenu } = useRowMenu(id, name)
  if (!chat) return null
  const isUnread = chat.unread > 0
  const { mentions } = chat
  const isFavourite = chat.notifications.favourite
  const muted = isMuted(chat.notifications, now)
  const count = chat.unread > 99 ? '99+' : String(chat.unread)
  const facts = [
    name,
    ...(presence ? [t(presenceWord[presence])] : []),
    ...(isFavourite ? [t`favourite`] : []),
    ...(muted ? [t`muted`] : []),
    ...(isUnread ? [t`${count} unread`] : []),
    ...(mentions > 0 ? [t`you are mentioned`] : []),
    ...(chat.lastMessage ? [t`last message ${formatTime(new Date(at))}: ${preview.text}`] : []),
  ]
  return (
    <Row
      id={id}
      name={name}
      label={facts.join(
        t({ message: ', ', comment: 'Between facts about a chat: "Lin, online, 2 unread"' }),
      )}
      className="min-h-row"
      onMenu={onMenu}
    >
      <ConversationPicture id={id} size={44} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={`truncate text-md ${isUnread ? 'font-semibold' : 'font-medium'}`}>
            {name}
          </span>
          <Marks isFavourite={isFavourite} isMuted={muted} />
          <time
            dateTime={new Date(at).toISOString()}
            className={`ms-auto shrink-0 text-xs ${isUnread ? 'font-semibold text-accent-text' : 'text-muted'}`}
          >
            {formatRecent(new Date(Math.min(at, now.getTime())), now)}
          </time>
        </div>
        <div className="flex items-center gap-2">
          <span
            className={`truncate text-sm ${types ? 'text-accent-text' : isUnread ? 'text-text' : 'text-muted'}`}
          >
            {types ? <Trans>typing…</Trans> : <Preview {...preview} />}
          </span>
          {mentions > 0 && (
            <AtSign size={16} aria-hidden className="ms-auto shrink-0 text-accent-text" />
          )}
          {isUnread && (
            <span
              className={`${mentions > 0 ? '' : 'ms-auto'} grid h-5 min-w-5 shrink-0 place-items-center rounded-full px-1.5 text-xs font-semibold tabular-nums ${muted ? 'bg-sunken text-muted' : 'bg-accent text-on-accent'}`}
            >
              {count}
            </span>
          )}
        </div>
      </div>
      {menu}
    </Row>
  )
}

type PreviewOf = {
  kind: 'draft' | 'mine' | 'theirs' | 'failed' | 'none'
  text: string
  by?: string
}

/** The line under the name: the draft, else what was said last. */
function usePreview(id: string): PreviewOf {
  const { t, i18n } = useLingui()
  const inOneLine = useOneLine()
  const isOpen = useChats((state) => state.open === id)
  const draft = useChats((state) => state.drafts[id])
  const queued = useChats((state) => outgoingOf(state, id).at(-1))
  const last = useChats((state) => state.chats[id]?.lastMessage ?? null)
  const me = useChats((state) => state.me)
  const sender = useChats((state) =>
    last && state.chats[id]?.kind === 'group' ? (state.people[last.sender] ?? null) : null,
  )
  const nameOf = usePersonName()
  const filesWords = useFilesWords()
  if (draft !== undefined && draft.trim() !== '' && !isOpen)
    return { kind: 'draft', text: inOneLine(draft) }
  if (queued)
    return {
      kind: queued.state.status === 'failed' ? 'failed' : 'mine',
      text: inOneLine(queued.text) || filesWords(queued.files),
    }
  if (!last) return { kind: 'none', text: '' }
  if (last.call) return { kind: 'theirs', text: callWords(i18n, last.call, last.sender === me) }
  if (last.deletedAt !== undefined) return { kind: 'theirs', text: t`Message deleted` }
  const text = inOneLine(last.text) || filesWords(last.files)
  if (last.sender === me) return { kind: 'mine', text }
  return { kind: 'theirs', text, ...(sender ? { by: nameOf(sender) } : {}) }
}

function useOneLine() {
  const named = useNamed()
  return (text: string): string => oneLine(named(text))
}

const oneLine = (text: string): string => plain(text.slice(0, 200)).text.replace(/\s+/g, ' ').trim()

function Preview({ kind, text, by }: PreviewOf) {
  const { t } = useLingui()
  switch (kind) {
    case 'draft':
      return (
        <>
          <span className="text-bad-text">
            <Trans>Draft:</Trans>
          </span>{' '}
          {text}
        </>
      )
    case 'failed':
      return (
        <span className="text-bad-text">
          <Trans>Not sent: {text}</Trans>
        </span>
      )
    case 'mine':
      return <Trans>You: {text}</Trans>
    case 'theirs':
      return by === undefined ? text : t`${by}: ${text}`
    case 'none':
      return <Trans>No messages yet</Trans>
    default:
      return kind satisfies never
  }
}
