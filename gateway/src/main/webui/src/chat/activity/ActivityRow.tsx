import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import {
  AtSign,
  CornerDownRight,
  Hash,
  type LucideIcon,
  MessageSquare,
  PhoneMissed,
  Smile,
} from 'lucide-react'
import { formatRecent } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { useChatSync, useChats } from '../ChatContext'
import { callWords } from '../calls/callWords'
import { placeOfTold } from '../message/links'
import { useMinute } from '../minute'
import { named } from '../store/mentions'
import type { Activity } from './items'

const ICONS: Readonly<Record<Activity['kind'], LucideIcon>> = {
  mention: AtSign,
  comment: MessageSquare,
  reply: CornerDownRight,
  reaction: Smile,
  call: PhoneMissed,
  added: Hash,
}

/** One line of Activity: who did what, where, and the words it is about. The way there is the whole of it. */
export function ActivityRow({ item }: { item: Activity }) {
  const { i18n } = useLingui()
  const { api } = useChatSync()
  const now = useMinute()
  const nameOf = usePersonName()
  const known = useChats((state) => state.people)
  const chat = useChats((state) => state.chats[item.conversation])
  const at = new Date(item.at)
  const by = item.people[0]
  const Icon = ICONS[item.kind]
  const words = named(item.text, (id) => (known[id] ? nameOf(known[id]) : '…')).replace(/\s+/g, ' ')
  return (
    <li>
      <Link
        {...placeOfTold(chat, item)}
        className={rowClass}
        onClick={() => {
          if (item.unread) void api.noticed(item.at, item.conversation)
        }}
      >
        <span className="relative shrink-0">
          {by && <Avatar person={{ ...by, photo: by.photo ?? null }} size={40} />}
          <span className="absolute -end-1 -bottom-1 grid size-5 place-items-center rounded-full bg-surface text-accent-text ring-1 ring-line">
            <Icon size={12} strokeWidth={2.4} aria-hidden />
          </span>
        </span>
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex items-baseline gap-2">
            <span
              className={`min-w-0 flex-1 text-base text-pretty ${item.unread ? 'font-semibold' : ''}`}
            >
              <What item={item} />
            </span>
            <time
              dateTime={item.at}
              className={`shrink-0 text-xs ${item.unread ? 'font-semibold text-accent-text' : 'text-muted'}`}
            >
              {formatRecent(at > now ? now : at, now)}
            </time>
          </span>
          {item.call && (
            <span className="truncate text-sm text-muted">{callWords(i18n, item.call, false)}</span>
          )}
          {(item.title || words) && (
            <span className="truncate text-sm text-muted">
              {item.title && <span className="font-medium text-text">{item.title}</span>}
              {item.title && words && ' · '}
              {words}
            </span>
          )}
          {item.kind !== 'added' && item.name && (
            <span className="flex items-center gap-1 text-xs text-muted">
              <Hash size={12} aria-hidden />
              {item.name}
            </span>
          )}
        </span>
        {item.unread && (
          <span className="self-center">
            <span aria-hidden className="block size-2.5 rounded-full bg-accent" />
            <span className="sr-only">
              <Trans>unread</Trans>
            </span>
          </span>
        )}
      </Link>
    </li>
  )
}

function What({ item: { kind, people, count, emoji, name } }: { item: Activity }) {
  const nameOf = usePersonName()
  const [first, second] = people.map((person) => nameOf(person))
  const all = emoji.join(' ')
  const others = count - 1
  switch (kind) {
    case 'mention':
      return <Trans>{first} mentioned you</Trans>
    case 'comment':
      return <Trans>{first} commented on your post</Trans>
    case 'reply':
      return <Trans>{first} replied to you</Trans>
    case 'reaction':
      if (count === 1) {
        return (
          <Trans>
            {first} reacted {all}
          </Trans>
        )
      }
      return count === 2 ? (
        <Trans>
          {first} and {second} reacted {all}
        </Trans>
      ) : (
        <Plural
          value={others}
          one={`${first} and # other reacted ${all}`}
          other={`${first} and # others reacted ${all}`}
        />
      )
    case 'call':
      return <Trans>You missed a call from {first}</Trans>
    case 'added':
      return (
        <Trans>
          {first} added you to {name}
        </Trans>
      )
    default:
      return kind satisfies never
  }
}

const rowClass =
  'flex items-start gap-3.5 rounded-lg px-3 py-2.5 outline-offset-[-2px] transition-colors hover:bg-hover'
