import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Check, Hash, Lock } from 'lucide-react'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import { Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { newId } from '../../shared/ids'
import type { Problem } from '../../shared/net/problem'
import { toast } from '../../shared/toasts'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { Dialog } from '../../shared/ui/Dialog'
import { TextField } from '../../shared/ui/TextField'
import { useChatSync, useChats } from '../ChatContext'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitleOf } from '../people/useTitle'
import { mayPost } from '../store/rights'
import { isChat, latestAt, outgoingOf, partner } from '../store/selectors'
import type { Chat, ChatState, Id, Message } from '../store/state'
import { placeOf } from './links'
import { useNameOf, useWords } from './Quote'

/** As many at once are somebody's own school; more is a mailing. */
const MOST = 10

type Sending = 'no' | 'pending' | readonly { conversation: Id; problem: Problem }[]

/** Sends a message on to other conversations in which one may write. */
export default function ForwardDialog({
  conversation,
  message,
  onClose,
}: {
  conversation: Id
  message: Message
  onClose: () => void
}) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set())
  const [title, setTitle] = useState(message.title ?? message.forwarded?.title ?? '')
  const { sending, send } = useForward(conversation, message.number, onClose)
  const ids = useTargets(typed)
  const toChannel = useChats((state) => [...chosen].some((id) => isChannel(state, id)))
  const isUp = useChats((state) => state.link === 'up')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (mayGo) void send([...chosen], title.trim())
  }
  const mayGo =
    isUp && chosen.size > 0 && sending !== 'pending' && (!toChannel || title.trim() !== '')
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t({ message: 'Forward', context: 'send a message on' })}
    >
      <Preview message={message} />
      <SearchField
        aria-label={t`Find a conversation`}
        value={typed}
        onChange={setTyped}
        autoFocus
        className="mx-5 mb-2"
      >
        <Input
          placeholder={t`Find a conversation`}
          className={`h-11 px-3 [&::-webkit-search-cancel-button]:hidden ${fieldClass}`}
        />
      </SearchField>
      {ids.length === 0 ? (
        <p role="status" className="px-5 pt-2 pb-5 text-base text-muted">
          {typed.trim() === '' ? (
            <Trans>There is no conversation in which you may write.</Trans>
          ) : (
            <Trans>No conversation with “{typed.trim()}”</Trans>
          )}
        </p>
      ) : (
        <ListBox
          aria-label={t`Conversations`}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => {
            // those that are filtered away stay chosen
            const shown = keys === 'all' ? ids : [...keys].map(String)
            const kept = [...chosen].filter((id) => !ids.includes(id))
            setChosen(new Set([...kept, ...shown].slice(0, MOST)))
          }}
          className="thin grid max-h-72 gap-0.5 overflow-y-auto px-3 pb-3 outline-none"
        >
          {ids.map((id) => (
            <Target key={id} id={id} />
          ))}
        </ListBox>
      )}
      <form
        onSubmit={submit}
        className="sticky bottom-0 grid gap-3 border-t border-line bg-surface px-5 py-4"
      >
        {toChannel && (
          <TextField
            label={t`Title of the post in the channel`}
            value={title}
            maxLength={200}
            onChange={setTitle}
          />
        )}
        {!isUp && (
          <p role="status" className="text-base text-muted">
            <Trans>You are offline. You can forward this when you are back.</Trans>
          </p>
        )}
        {typeof sending !== 'string' && <NotForwarded faults={sending} />}
        <Button
          type="submit"
          kind="primary"
          isDisabled={!mayGo && sending !== 'pending'}
          isPending={sending === 'pending'}
        >
          {chosen.size === 0 ? (
            <Trans>Choose where to</Trans>
          ) : (
            <Plural
              value={chosen.size}
              one="Forward to # conversation"
              other="Forward to # conversations"
            />
          )}
        </Button>
      </form>
    </Dialog>
  )
}

const isChannel = (state: ChatState, id: Id): boolean => state.chats[id]?.kind === 'channel'

/** Sends to each, and again only to those where it failed. */
function useForward(conversation: Id, number: number, onDone: () => void) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const titleOf = useTitleOf()
  const [sending, setSending] = useState<Sending>('no')
  // of each conversation the name of the send: tried again, it is not there twice
  const names = useRef(new Map<Id, Id>())
  const done = useRef(new Set<Id>())
  const send = async (targets: readonly Id[], title: string) => {
    setSending('pending')
    const faults: { conversation: Id; problem: Problem }[] = []
    let last: { chat: Chat; number: number } | null = null
    for (const id of targets) {
      const chat = sync.store.getState().chats[id]
      if (!chat || done.current.has(id)) continue
      const clientId = names.current.get(id) ?? newId(Date.now())
      names.current.set(id, clientId)
      const answer = await sync.forward(
        { conversation, number },
        { conversation: id, clientId, title: isChat(chat) ? null : title },
      )
      if (answer.ok) {
        done.current.add(id)
        last = { chat, number: answer.value }
      } else faults.push({ conversation: id, problem: answer.problem })
    }
    setSending(faults.length > 0 ? faults : 'no')
    if (faults.length > 0) return
    onDone()
    const only = targets.length === 1 ? last : null
    const name = only ? titleOf(sync.store.getState(), only.chat.id) : ''
    toast({
      kind: 'news',
      text: only ? t`Forwarded to ${name}.` : t`Forwarded.`,
      ...(only
        ? { action: { label: t`Show`, run: () => void navigate(placeOf(only.chat, only)) } }
        : {}),
    })
  }
  return { sending, send }
}

/** Ids of the conversations in which one may write, latest first, by what is typed. */
function useTargets(typed: string): readonly Id[] {
  const titleOf = useTitleOf()
  const words = typed.trim().toLocaleLowerCase()
  const key = useChats((state) =>
    Object.values(state.chats)
      .filter((chat) => mayWrite(state, chat))
      .filter((chat) => titleOf(state, chat.id).toLocaleLowerCase().includes(words))
      .map((chat) => ({ id: chat.id, at: latestAt(chat, outgoingOf(state, chat.id)) }))
      .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id)
      .join(' '),
  )
  return useMemo(() => (key === '' ? [] : key.split(' ')), [key])
}

const mayWrite = (state: ChatState, chat: Chat): boolean =>
  isChat(chat) ? chat.closed === null && partner(state, chat.id)?.deleted !== true : mayPost(chat)

function Target({ id }: { id: Id }) {
  const titleOf = useTitleOf()
  const name = useChats((state) => titleOf(state, id))
  const isPost = useChats((state) => isChannel(state, id))
  const isPrivate = useChats((state) => state.chats[id]?.channel?.access === 'private')
  const Icon = isPrivate ? Lock : Hash
  return (
    <ListBoxItem
      id={id}
      textValue={name}
      className="group flex min-h-13 cursor-pointer items-center gap-3 rounded-md px-2 outline-none hover:bg-hover focus-visible:bg-accent-soft"
    >
      {isPost ? (
        <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-muted">
          <Icon size={18} aria-hidden />
        </span>
      ) : (
        <ConversationPicture id={id} size={36} />
      )}
      <span className="min-w-0 flex-1 truncate text-md">{name}</span>
      <span
        aria-hidden
        className="grid size-5.5 shrink-0 place-items-center rounded-full border border-field text-on-accent group-selected:border-transparent group-selected:bg-accent"
      >
        <Check size={14} className="opacity-0 group-selected:opacity-100" />
      </span>
    </ListBoxItem>
  )
}

function Preview({ message }: { message: Message }) {
  const name = useNameOf(message.forwarded?.sender ?? message.sender)
  const words = useWords()
  return (
    <p className="mx-5 mb-3 border-s-3 border-line ps-3 text-base text-muted">
      <span className="line-clamp-2 wrap-anywhere">
        <span className="font-medium text-text">{name}</span> {message.title ?? words(message)}
      </span>
    </p>
  )
}

function NotForwarded({ faults }: { faults: readonly { conversation: Id; problem: Problem }[] }) {
  const textOf = useProblemText()
  const titleOf = useTitleOf()
  const titles = useChats((state) =>
    faults.map(({ conversation }) => titleOf(state, conversation)).join('\n'),
  ).split('\n')
  const whyNot = ({ problem }: { problem: Problem }) => {
    switch (problem.slug) {
      case 'message-deleted':
      case 'message-not-found':
        return <Trans>This message is not there any more.</Trans>
      case 'file-quota-exceeded':
        return <Trans>Its files do not fit into your room for files any more.</Trans>
      case 'recipient-deleted':
        return <Trans>This account is deleted.</Trans>
      case 'not-allowed':
      case 'channel-archived':
      case 'conversation-not-found':
        return <Trans>You may not write there any more.</Trans>
      default:
        return textOf(problem)
    }
  }
  return (
    <ul role="alert" className="grid gap-1 text-base text-bad-text">
      {faults.map((fault, at) => (
        <li key={fault.conversation}>
          <span className="font-medium">{titles[at]}</span> {whyNot(fault)}
        </li>
      ))}
    </ul>
  )
}
