import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { type Command, offerCommands } from '../shared/commands'
import { Avatar } from '../shared/ui/Avatar'
import { ChatContext } from './ChatContext'
import { currentChats } from './current'
import { orderSelector, partner } from './store/selectors'
import type { ChatSync } from './sync'

/** More would push everything else out of the command menu. */
const COMMANDS_SHOWN = 6

/** Gives what is below it the chats of the person who is signed in, and the command menu the way to each. */
export function ChatProvider({ children }: { children: ReactNode }) {
  const sync = useStore(currentChats)
  useChatCommands(sync)
  return sync && <ChatContext value={sync}>{children}</ChatContext>
}

function useChatCommands(sync: ChatSync | null): void {
  const { t } = useLingui()
  const navigate = useNavigate()
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
        if (!person || person.deleted) continue
        if (!person.name.toLocaleLowerCase().includes(words)) continue
        commands.push({
          id: `chat:${id}`,
          label: person.name,
          picture: { avatar: <Avatar person={person} size={24} /> },
          run: () => void navigate({ to: '/chats/$chatId', params: { chatId: id } }),
        })
      }
      return commands.length > 0
        ? [{ id: 'chats', label: t`Chats`, commands: commands.slice(0, COMMANDS_SHOWN) }]
        : []
    }
    return offerCommands({ id: 'chats', find })
  }, [sync, navigate, t])
}
