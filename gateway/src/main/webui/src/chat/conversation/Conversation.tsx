import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Info, Phone, Search, Video } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { calling } from '../../shared/calling'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { useChatSync, useChats } from '../ChatContext'
import { useDoing } from '../details/useDoing'
import { DropSheet } from '../files/DropSheet'
import { MessageUiContext } from '../message/MessageUi'
import { ReplyingTo } from '../message/ReplyingTo'
import { useReplyTo } from '../message/useReplyTo'
import { NotifyButton } from '../notify/NotifyButton'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitle } from '../people/useTitle'
import { PresenceLine } from '../presence'
import { useFindHere } from '../search/useFindHere'
import { mayEdit } from '../store/rights'
import { isChat, partner } from '../store/selectors'
import type { Chat, Message, Person } from '../store/state'
import { Composer, type ComposerHandle } from './Composer'
import { MessageSkeleton } from './LogRow'
import { type LogHandle, MessageLog } from './MessageLog'
import { TypingLine } from './TypingLine'
import { useAnnouncements } from './useAnnouncements'

// few look at them
const GroupDetails = lazy(() => import('../details/GroupDetails'))
const DirectDetails = lazy(() => import('../details/DirectDetails'))

/** A direct conversation or a group. Render it with its id as key: what is settled on opening belongs to one conversation. */
export function Conversation({ id, jumpTo }: { id: string; jumpTo: number | null }) {
  const { dispatch } = useChatSync()
  const chat = useChats((state) => state.chats[id])
  const lookup = useChats((state) => state.lookups[id])
  useEffect(() => {
    dispatch({ type: 'opened', conversation: id, at: null })
    return () => dispatch({ type: 'left', conversation: id })
  }, [dispatch, id])
  if (chat && !isChat(chat)) return <NoSuchChat />
  if (chat) return <OpenConversation chat={chat} jumpTo={jumpTo} />
  if (lookup === 'absent') return <NoSuchChat />
  if (lookup === 'failed')
    return <NotLoaded onRetry={() => dispatch({ type: 'opened', conversation: id, at: null })} />
  return <LoadingMessages />
}

const PLAIN = { kind: 'message' } as const

function OpenConversation({ chat, jumpTo }: { chat: Chat; jumpTo: number | null }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { id } = chat
  const other = useChats((state) => partner(state, id))
  const name = useTitle(id)
  useScreenTitle(name)
  const [hasDetails, setDetails] = useState(false)
  const said = useAnnouncements(id)
  const composer = useRef<ComposerHandle>(null)
  const me = useChats((state) => state.me)
  const [editing, setEditing] = useState<number | null>(null)
  const edit = (number: number | null) => {
    setEditing(number)
    if (number === null) composer.current?.focus()
  }
  const editLast = () => {
    const last = chat.log?.messages.findLast((one) => mayEdit(chat, one, me))
    if (last) edit(last.number)
  }
  const log = useRef<LogHandle>(null)
  const { replyTo, answer } = useReplyTo(id)
  const reply = (message: Message) => {
    answer(message.number)
    composer.current?.focus()
  }
  const navigate = useNavigate()
  const goTo = (number: number) => {
    if (log.current?.goTo(number)) return
    void navigate({ to: '/chats/$chatId', params: { chatId: id }, search: { m: number } })
  }
  useEffect(() => {
    // on a phone the keyboard would cover what one came to read
    if (matchMedia('(hover: hover) and (min-width: 48rem)').matches) composer.current?.focus()
  }, [])
  const Details = chat.kind === 'group' ? GroupDetails : DirectDetails
  return (
    <MessageUiContext
      value={{
        chat,
        editing,
        onEdit: edit,
        onReply: other?.deleted || chat.closed ? null : reply,
        onGoTo: goTo,
      }}
    >
      <div className="relative flex min-h-0 min-w-0 flex-1">
        <section
          aria-label={name}
          data-region
          className="relative flex min-h-0 min-w-0 flex-1 flex-col"
        >
          <Header id={id} hasDetails={hasDetails} onDetails={() => setDetails(!hasDetails)} />
          {chat.log ? (
            <MessageLog ref={log} chat={chat} jumpTo={jumpTo} />
          ) : chat.opening === 'failed' ? (
            <NotLoaded onRetry={() => dispatch({ type: 'opened', conversation: id, at: null })} />
          ) : (
            <LoadingMessages />
          )}
          {other?.deleted ? (
            <NobodyThere />
          ) : chat.closed && other ? (
            <Closed why={chat.closed} person={other} />
          ) : (
            <>
              <TypingLine id={id} />
              {replyTo !== null && <ReplyingTo number={replyTo} onCancel={() => answer(null)} />}
              <Composer
                ref={composer}
                id={id}
                label={t`Message ${name}`}
                onEditLast={editLast}
                as={replyTo === null ? PLAIN : { kind: 'message', replyTo }}
                onEscape={() => (replyTo === null ? log.current?.goToEnd() : answer(null))}
              />
              <DropSheet place={id} onDrop={() => composer.current?.focus()}>
                <Trans>Send to {name}</Trans>
              </DropSheet>
            </>
          )}
          <div role="status" className="sr-only">
            {said}
          </div>
        </section>
        <Suspense fallback={null}>
          {hasDetails && <Details chat={chat} onClose={() => setDetails(false)} />}
        </Suspense>
      </div>
    </MessageUiContext>
  )
}

function Header({
  id,
  hasDetails,
  onDetails,
}: {
  id: string
  hasDetails: boolean
  onDetails: () => void
}) {
  const { t } = useLingui()
  const other = useChats((state) => partner(state, id))
  const title = useTitle(id)
  const isGroup = useChats((state) => state.chats[id]?.kind === 'group')
  const count = useChats((state) => state.chats[id]?.memberCount ?? 0)
  const isClosed = useChats((state) => (state.chats[id]?.closed ?? null) !== null)
  const find = useFindHere(id)
  return (
    <header className="flex h-16 shrink-0 items-center gap-3 border-b border-line px-2 md:px-6">
      <Link
        to="/chats"
        aria-label={t`Back to chats`}
        className="grid size-10 shrink-0 place-items-center rounded-md text-muted hover:bg-hover md:hidden"
      >
        <ArrowLeft size={20} aria-hidden />
      </Link>
      <ConversationPicture id={id} size={40} saysPresence />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-md font-semibold">{title}</h1>
        {other && !other.deleted && (
          <p className="flex min-w-0 gap-1.5 text-sm text-muted">
            <span className="shrink-0 empty:hidden">
              {!isClosed && <PresenceLine person={other} />}
            </span>
            {other.status && (
              <span className="truncate not-first:before:me-1.5 not-first:before:content-['·']">
                {other.status}
              </span>
            )}
          </p>
        )}
        {isGroup && (
          <p className="text-sm text-muted">
            <Plural value={count} one="# person" other="# people" />
          </p>
        )}
      </div>
      {other && !other.deleted && !isClosed && <CallButtons id={id} />}
      {/* on a phone there is room for a name or for these, which the list and the search have too */}
      <span className={other ? 'hidden sm:contents' : 'contents'}>
        <IconButton label={t`Search in this chat`} keys="Control+F" onPress={find}>
          <Search size={20} aria-hidden />
        </IconButton>
        <NotifyButton id={id} />
      </span>
      <IconButton label={t`Details`} aria-expanded={hasDetails} onPress={onDetails}>
        <Info size={20} aria-hidden />
      </IconButton>
    </header>
  )
}

function CallButtons({ id }: { id: string }) {
  const { t } = useLingui()
  const begin = useStore(calling, (calls) => calls.begin)
  if (!begin) return null
  return (
    <>
      <IconButton label={t`Voice call`} onPress={() => begin(id, false)}>
        <Phone size={20} aria-hidden />
      </IconButton>
      <IconButton label={t`Video call`} onPress={() => begin(id, true)}>
        <Video size={20} aria-hidden />
      </IconButton>
    </>
  )
}

/** In place of the composer. */
function NobodyThere() {
  return (
    <p className="border-t border-line px-4 py-5 text-center text-base text-muted md:px-6">
      <Trans>This account is deleted. What was written stays here; nothing more can be sent.</Trans>
    </p>
  )
}

/** In place of the composer. Why the other is not to be reached is for them to say. */
function Closed({ why, person }: { why: 'blocked' | 'unavailable'; person: Person }) {
  const { api } = useChatSync()
  const name = usePersonName()(person)
  const { run, isPending, problem } = useDoing()
  const problemText = useProblemText()
  return (
    <div className="grid justify-items-center gap-2 border-t border-line px-4 py-4 text-center text-base text-muted md:px-6">
      {why === 'blocked' ? (
        <>
          <p>
            <Trans>You have blocked {name}: you cannot write to or call each other.</Trans>
          </p>
          <Button
            kind="outline"
            size="sm"
            isPending={isPending}
            onPress={() => void run(() => api.unblock(person.id))}
          >
            <Trans>Unblock</Trans>
          </Button>
          {problem && (
            <p role="alert" className="text-bad-text">
              {problemText(problem)}
            </p>
          )}
        </>
      ) : (
        <p>
          <Trans>You cannot write to {name} here at the moment.</Trans>
        </p>
      )}
    </div>
  )
}

function LoadingMessages() {
  const { t } = useLingui()
  return (
    <div
      role="status"
      aria-label={t`Loading messages`}
      className="appear-late grid min-h-0 flex-1 content-end gap-5 overflow-hidden px-4 pb-6 md:px-6"
    >
      {[0, 1, 2, 3, 4, 5].map((key) => (
        <MessageSkeleton key={key} />
      ))}
    </div>
  )
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const isUp = useChats((state) => state.link === 'up')
  return (
    <div
      role="alert"
      className="m-auto grid justify-items-center gap-3 p-8 text-center text-base text-muted"
    >
      {isUp ? (
        <Trans>We could not load these messages.</Trans>
      ) : (
        <Trans>
          These messages are not on this device. They will be here when you are back online.
        </Trans>
      )}
      <Button kind="outline" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  )
}

function NoSuchChat() {
  return (
    <div role="status" className="m-auto grid max-w-xs justify-items-center gap-3 p-8 text-center">
      <h1 className="text-lg font-semibold">
        <Trans>This chat is not here</Trans>
      </h1>
      <p className="text-base text-muted">
        <Trans>The link may be wrong, or the chat belongs to somebody else.</Trans>
      </p>
      <Link to="/chats" className="text-accent-text underline">
        <Trans>Back to chats</Trans>
      </Link>
    </div>
  )
}
