import { useLingui } from '@lingui/react/macro'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Hash, Lock, UsersRound } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { type Command, offerCommands } from '../shared/commands'
import { Avatar } from '../shared/ui/Avatar'
import { ChatContext } from './ChatContext'
import { currentChats } from './current'
import { RefusedWishes } from './message/RefusedWishes'
import { Notifier } from './notify/Notifier'
import { useTitleOf } from './people/useTitle'
import { orderSelector, partner } from './store/selectors'
import type { ChatSync } from './sync'

/** More would push everything else out of the command menu. */
const COMMANDS_SHOWN = 6

/** Gives what is below it the chats of the person who is signed in, and the command menu the way to each. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const sync = useStore(currentChats)
  useChatCommands(sync)
  useNotifications(sync)
  return (
    sync && (
      <ChatContext value={sync}>
        {children}
        <RefusedWishes />
      </ChatContext>
    )
  )
}

function useNotifications(sync: ChatSync | null): void {
  const { history } = useRouter()
  useEffect(() => {
    if (!sync) return
    const gone = new AbortController()
    new Notifier(sync, (path) => history.push(path), gone.signal)
    return () => gone.abort()
  }, [sync, history])
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
      const commands: Command[] = []
      for (const id of order(state)) {
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
