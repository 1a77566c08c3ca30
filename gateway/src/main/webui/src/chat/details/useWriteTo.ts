import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { toast } from '../../shared/toasts'
import { useChatSync } from '../ChatContext'
import type { Id } from '../store/state'

/** Goes to the chat with somebody, or says why there is none. */
export function useWriteTo(): (person: Id, name: string) => void {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const write = async (person: Id, name: string) => {
    const answer = await sync.openWith(person)
    if (answer.ok) void navigate({ to: '/chats/$chatId', params: { chatId: answer.value } })
    else if (answer.problem.slug === 'person-not-found')
      toast({ kind: 'problem', text: t`You cannot write to ${name} here at the moment.` })
    else toast({ kind: 'problem', text: t`We could not open the chat. Try again.` })
  }
  return (person, name) => void write(person, name)
}
