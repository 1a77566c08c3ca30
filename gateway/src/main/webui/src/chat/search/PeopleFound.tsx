import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { toast } from '../../shared/toasts'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import type { PersonFound } from '../api'
import { useChatSync } from '../ChatContext'
import { type Finding, usePeople } from '../people/usePeople'

const none: readonly never[] = []

/** Those whose name has the words; nobody without any. */
export function usePeopleFound(words: string): {
  people: readonly PersonFound[]
  status: Finding['status']
  problem: Problem
  retry: () => void
} {
  const [attempt, setAttempt] = useState(0)
  const found = usePeople(words, attempt)
  const problem: Problem =
    found.status === 'failed' ? found.problem : { slug: '', status: 0, title: '', detail: '' }
  return {
    people: 'people' in found ? found.people : none,
    status: found.status,
    problem,
    retry: () => setAttempt(attempt + 1),
  }
}

/** People who were found; each leads to the chat with them. */
export function PeopleFound({
  people,
  hasMore,
  onMore,
}: {
  people: readonly PersonFound[]
  hasMore: boolean
  onMore: () => void
}) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const [opening, setOpening] = useState<string | null>(null)
  if (people.length === 0) return null
  const open = async (id: string) => {
    setOpening(id)
    const opened = await sync.openWith(id)
    setOpening(null)
    if (opened.ok) void navigate({ to: '/chats/$chatId', params: { chatId: opened.value } })
    else toast({ kind: 'problem', text: t`We could not open this chat. Try again.` })
  }
  return (
    <div className="pb-2">
      <ul aria-label={t`People`}>
        {people.map((person) => (
          <li key={person.id}>
            <Button
              className="h-auto! w-full justify-start! gap-3! rounded-lg! px-3! py-2! font-normal! text-text!"
              isPending={opening === person.id}
              isDisabled={person.id === sync.me}
              onPress={() => void open(person.id)}
            >
              <Avatar person={person} size={36} />
              <span className="min-w-0 text-start">
                <span className="block truncate text-base font-semibold">{person.name}</span>
                {person.status && (
                  <span className="block truncate text-sm text-muted">{person.status}</span>
                )}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button size="sm" className="ms-1" onPress={onMore}>
          <Trans>All people found</Trans>
        </Button>
      )}
    </div>
  )
}
