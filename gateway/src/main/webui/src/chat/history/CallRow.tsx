import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  MessageCircle,
  Phone,
  PhoneIncoming,
  PhoneMissed,
  PhoneOutgoing,
  Video,
} from 'lucide-react'
import { useStore } from 'zustand'
import { calling } from '../../shared/calling'
import { formatFull, formatTime } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { IconButton } from '../../shared/ui/IconButton'
import { Row } from '../../shared/ui/RowList'
import { useChats } from '../ChatContext'
import { callWords } from '../calls/callWords'
import type { PastCall } from '../store/calls'

/** A call: with whom, which way, when, and what can be done about it. */
export function CallRow({ id, call: past, day }: { id: string; call: PastCall; day: string }) {
  const { t, i18n } = useLingui()
  const nameOf = usePersonName()
  const { direction, missed, call } = past
  // who is known by now has perhaps another name or photo than when the list was fetched
  const known = useChats((state) => state.people[past.person.id])
  const person = known ?? { ...past.person, photo: past.person.photo ?? null }
  const name = nameOf(person)
  const isMine = direction === 'outgoing'
  const Direction = missed ? PhoneMissed : isMine ? PhoneOutgoing : PhoneIncoming
  const way = isMine ? t`Outgoing` : t`Incoming`
  const words = callWords(i18n, call, isMine)
  const at = new Date(call.startedAt)
  const time = formatTime(at)
  const isGone = person.deleted ?? false
  // that they are gone their name says
  const cannot = isGone || past.mayCall ? null : t`Takes no calls`
  const facts = [
    name,
    ...(missed ? [] : [way]),
    words,
    `${day} ${time}`,
    ...(cannot ? [cannot] : []),
  ]
  return (
    <Row
      id={id}
      name={name}
      label={facts.join(
        t({
          message: ', ',
          comment: 'Between facts about a call: "Lin, missed voice call, today 15:02"',
        }),
      )}
      className="min-h-row"
    >
      <Avatar person={person} size={44} />
      <div className="min-w-0 flex-1">
        <div className={`truncate text-md font-medium ${missed ? 'text-bad-text' : ''}`}>
          {name}
        </div>
        <div
          className={`flex items-center gap-1.5 text-sm ${missed ? 'text-bad-text' : 'text-muted'}`}
        >
          <Direction size={14} strokeWidth={2.2} aria-hidden className="shrink-0" />
          <span className="min-w-0 sm:truncate">{missed ? words : `${way} · ${words}`}</span>
        </div>
        {cannot && <div className="truncate text-sm text-muted">{cannot}</div>}
      </div>
      <time
        dateTime={call.startedAt}
        title={formatFull(at)}
        className="shrink-0 text-xs text-muted"
      >
        {time}
      </time>
      <Actions past={past} isGone={isGone} name={name} />
    </Row>
  )
}

/** On phones only what the call was: the rest is where the row leads. */
function Actions({ past, isGone, name }: { past: PastCall; isGone: boolean; name: string }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const begin = useStore(calling, (calls) => calls.begin)
  const isOffline = useChats((state) => state.link === 'down')
  const { conversation, call, mayCall } = past
  const onPhones = (video: boolean) => (video === call.video ? '' : 'max-sm:hidden')
  return (
    <div className="flex shrink-0">
      {mayCall && !isGone && begin && (
        <>
          <IconButton
            label={t`Voice call with ${name}`}
            excludeFromTabOrder
            isDisabled={isOffline}
            className={onPhones(false)}
            onPress={() => begin(conversation, false)}
          >
            <Phone size={18} aria-hidden />
          </IconButton>
          <IconButton
            label={t`Video call with ${name}`}
            excludeFromTabOrder
            isDisabled={isOffline}
            className={onPhones(true)}
            onPress={() => begin(conversation, true)}
          >
            <Video size={18} aria-hidden />
          </IconButton>
        </>
      )}
      {!isGone && (
        <IconButton
          label={t`Message ${name}`}
          excludeFromTabOrder
          className="max-sm:hidden"
          onPress={() => void navigate({ to: '/chats/$chatId', params: { chatId: conversation } })}
        >
          <MessageCircle size={18} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
