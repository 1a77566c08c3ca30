import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import type { Answer } from '../../shared/net/problem'
import { Avatar } from '../../shared/ui/Avatar'
import { Dialog } from '../../shared/ui/Dialog'
import type { ChatApi } from '../api'
import { useChatSync } from '../ChatContext'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { usePaged } from './usePaged'

type Page = Extract<Awaited<ReturnType<ChatApi['reactors']>>, { ok: true }>['value']
type Reactor = Page['people'][number]

/** Who reacted with what, in the order in which they did. */
export default function Reactors({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const { chat } = useMessageUi()
  const nameOf = usePersonName()
  const { number } = message
  const fetchPage = useCallback(
    async (from: number | null): Promise<Answer<{ items: Reactor[]; next?: unknown }>> => {
      const answer = await api.reactors(chat.id, number, from)
      return answer.ok
        ? { ok: true, value: { items: answer.value.people, next: answer.value.next } }
        : answer
    },
    [api, chat.id, number],
  )
  const { items: people, below } = usePaged(fetchPage)
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t`Who reacted`}>
      <ul aria-label={t`Who reacted`} className="grid px-5 pb-4">
        {people.map((person) => (
          <li key={`${person.emoji}:${person.id}`} className="flex min-h-12 items-center gap-3">
            <Avatar person={person} size={32} />
            <span className="min-w-0 flex-1 truncate text-md">{nameOf(person)}</span>
            <span className="text-xl">{person.emoji}</span>
          </li>
        ))}
      </ul>
      {below}
    </Dialog>
  )
}
