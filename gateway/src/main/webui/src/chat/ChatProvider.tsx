import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Hash, Lock, UsersRound } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { type Command, offerCommands } from '../shared/commands'
import { usePersonName } from '../shared/i18n/usePersonName'
import { toast } from '../shared/toasts'
import { Avatar } from '../shared/ui/Avatar'
import { Beginnings } from './Beginnings'
import { ChatContext } from './ChatContext'
import { currentChats } from './current'
import { useChatKeys } from './list/useChatKeys'
import { RefusedWishes } from './message/RefusedWishes'
import { isPutAway } from './notify/decide'
import { Notifier } from './notify/Notifier'
import { useTitleOf } from './people/useTitle'
import { orderSelector, partner } from './store/selectors'
import type { Chat, Id } from './store/state'
import type { ChatSync } from './sync'

/** More would push everything else out of the command menu. */
const COMMANDS_SHOWN = 6

/** Gives what is below it the chats of the person who is signed in, and the command menu the way to each. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const sync = useStore(currentChats)
  useChatCommands(sync)
  usePeopleCommands(sync)
  useNotifications(sync)
  useChatKeys(sync)
  return (
    sync && (
      <ChatContext value={sync}>
        {children}
        <Beginnings />
        <RefusedWishes />
      </ChatContext>
    )
  )
}

function useNotifications(sync: ChatSync | null): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (!sync) return
    const gone = new AbortController()
    new Notifier(sync, (place) => void navigate(place), gone.signal)
    return () => gone.abort()
  }, [sync, navigate])
}

function useChatCommands(sync: ChatSync | null): void {
  const { t } = useLingui()
  const navigate = useNavigate()
  const titleOf = useTitleOf()
  useEffect(() => {
    if (!sync) return
    const order = orderSelector()
    const find = (typed: string) => {
      const state = sync.store.getState()
      const words = typed.trim().toLocaleLowerCase()
      // what is put away is found by its name
      const now = new Date()
      const isShown = (chat: Chat | undefined) =>
        words !== '' || (chat !== undefined && !isPutAway(chat, now))
      const commands: Command[] = []
      for (const id of order(state).filter((id) => isShown(state.chats[id]))) {
        const person = partner(state, id)
        // whoever is gone cannot be written to any more, and has no name to be found by
        if (person?.deleted) continue
        const label = titleOf(state, id)
        if (!label.toLocaleLowerCase().includes(words)) continue
        commands.push({
          id: `chat:${id}`,
          label,
          picture: person ? { avatar: <Avatar person={person} size={24} /> } : { icon: UsersRound },
          run: () => void navigate({ to: '/chats/$chatId', params: { chatId: id } }),
        })
      }
      const channels = Object.values(state.chats)
        .filter((chat) => chat.kind === 'channel' && chat.channel?.archivedAt === null)
        .filter(isShown)
        .filter((chat) => (chat.name ?? '').toLocaleLowerCase().includes(words))
        .map((chat) => ({
          id: `channel:${chat.id}`,
          label: chat.name ?? '',
          picture: { icon: chat.channel?.access === 'private' ? Lock : Hash },
          run: () => void navigate({ to: '/channels/$channelId', params: { channelId: chat.id } }),
        }))
      return [
        { id: 'chats', label: t`Chats`, commands: commands.slice(0, COMMANDS_SHOWN) },
        { id: 'channels', label: t`Channels`, commands: channels.slice(0, COMMANDS_SHOWN) },
      ].filter((group) => group.commands.length > 0)
    }
    return offerCommands({ id: 'chats', find })
  }, [sync, navigate, t, titleOf])
}

/** Somebody types faster than this; each pause is one request. */
const PAUSE_MS = 250

/** People whom one has not written to yet are found on the server. */
function usePeopleCommands(sync: ChatSync | null): void {
  const { t } = useLingui()
  const navigate = useNavigate()
  const nameOf = usePersonName()
  useEffect(() => {
    if (!sync) return
    const write = async (account: Id) => {
      const answer = await sync.openWith(account)
      if (answer.ok) void navigate({ to: '/chats/$chatId', params: { chatId: answer.value } })
      else toast({ kind: 'problem', text: t`We could not open the chat. Try again.` })
    }
    const find = async (typed: string, signal: AbortSignal) => {
      const q = typed.trim()
      if (q === '') return []
      await new Promise((done) => setTimeout(done, PAUSE_MS))
      if (signal.aborted) return []
      const found = await sync.api.people(q, signal)
      if (!found.ok) return []
      const state = sync.store.getState()
      const known = new Set(Object.keys(state.chats).map((id) => partner(state, id)?.id))
      const commands = found.value
        .filter(({ id }) => id !== sync.me && !known.has(id))
        .slice(0, COMMANDS_SHOWN)
        .map(
          (person): Command => ({
            id: `person:${person.id}`,
            label: nameOf(person),
            detail: person.status,
            picture: { avatar: <Avatar person={person} size={24} /> },
            run: () => void write(person.id),
          }),
        )
      return commands.length === 0 ? [] : [{ id: 'people', label: t`People`, commands }]
    }
    return offerCommands({ id: 'people', find })
  }, [sync, navigate, t, nameOf])
}
