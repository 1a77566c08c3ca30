import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Hash, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatFull, formatMoment } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import type { Excerpt, Hit } from '../api'
import { useChats } from '../ChatContext'
import { iconOf } from '../files/fileKinds'
import { placeOf } from '../message/links'
import { plain } from '../message/plain'
import { useMinute } from '../minute'
import { useTitle } from '../people/useTitle'

const rowClass =
  'flex gap-3 rounded-lg px-3 py-2.5 -outline-offset-2 transition-colors hover:bg-hover'

/** A message that was found, with what it was found by marked; leads to it. */
export function HitRow({ hit, onOpen }: { hit: Hit; onOpen: () => void }) {
  const { conversation, message } = hit
  const chat = useChats((state) => state.chats[conversation])
  const content = <Content hit={hit} />
  if (!chat) return <div className={rowClass}>{content}</div>
  return (
    <Link {...placeOf(chat, message)} onClick={onOpen} className={rowClass}>
      {content}
    </Link>
  )
}

function Content({ hit: { conversation, message, title, text, files } }: { hit: Hit }) {
  const now = useMinute()
  const nameOf = usePersonName()
  const chat = useChats((state) => state.chats[conversation])
  const sender = useChats((state) => state.people[message.sender] ?? null)
  const place = useTitle(conversation)
  const at = new Date(message.sentAt)
  const PlaceIcon = chat?.channel?.access === 'private' ? Lock : Hash
  return (
    <>
      <Avatar person={sender ?? { id: message.sender, name: '' }} size={36} />
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-0.5">
        <p className="flex min-w-0 items-baseline gap-x-2">
          <span className="shrink-0 text-base font-semibold">{sender ? nameOf(sender) : ' '}</span>
          <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
            {chat?.kind === 'channel' && <PlaceIcon size={12} aria-hidden className="shrink-0" />}
            <span className="truncate">{place}</span>
          </span>
          <time
            dateTime={message.sentAt}
            title={formatFull(at)}
            className="ms-auto shrink-0 text-xs text-muted"
          >
            {formatMoment(at, now)}
          </time>
        </p>
        {title !== null && (
          <p className="truncate text-base font-medium">
            <Marked excerpt={title} />
          </p>
        )}
        {text.text !== '' && (
          <p className="line-clamp-2 text-base text-pretty wrap-anywhere">
            <Marked excerpt={withoutMarks(text)} />
          </p>
        )}
        {files.length > 0 && <Files files={files} types={message.files ?? []} />}
      </div>
    </>
  )
}

/** More names would push the next hit away. */
const FILES_SHOWN = 3

function Files({
  files,
  types,
}: {
  files: readonly Excerpt[]
  types: readonly { id: string; type: string }[]
}) {
  const shown = types.slice(0, FILES_SHOWN)
  const rest = files.length - shown.length
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5 pt-0.5 text-sm text-muted">
      {shown.map(({ id, type }, at) => {
        const Icon = iconOf(type)
        const name = files[at]
        return (
          <li key={id} className="flex max-w-full min-w-0 items-center gap-1.5">
            <Icon size={15} aria-hidden className="shrink-0" />
            <span className="truncate">{name && <Marked excerpt={name} />}</span>
          </li>
        )
      })}
      {rest > 0 && (
        <li>
          <Trans>and {rest} more</Trans>
        </li>
      )}
    </ul>
  )
}

/** As in the list of chats: the words that were sought, not how they are set. */
function withoutMarks({ text, marks }: Excerpt): Excerpt {
  const words = plain(text, marks)
  return { text: words.text, marks: words.parts }
}

const MENTION = /<@([0-9a-f-]{36}|channel)>/g

/** The text with what was found marked. Mentions stand in it as ids and are shown as names. */
function Marked({ excerpt: { text, marks } }: { excerpt: Excerpt }) {
  const parts: ReactNode[] = []
  let done = 0
  for (const { from, to } of marks) {
    parts.push(<Plain key={done} text={text.slice(done, from)} />)
    parts.push(
      <mark key={`m${from}`} className="rounded-[3px] bg-warn-soft px-px text-text">
        {text.slice(from, to)}
      </mark>,
    )
    done = to
  }
  return (
    <>
      {parts}
      <Plain text={text.slice(done)} />
    </>
  )
}

function Plain({ text }: { text: string }) {
  const people = useChats((state) => state.people)
  const nameOf = usePersonName()
  return text.replace(MENTION, (token, id: string) => {
    const person = people[id]
    return id === 'channel' ? '@channel' : person ? `@${nameOf(person)}` : token.replace(/./g, '')
  })
}
