import { Trans } from '@lingui/react/macro'
import { Ban } from 'lucide-react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Button } from '../../shared/ui/Button'
import { useChats } from '../ChatContext'
import { partner } from '../store/selectors'
import type { Chat, Person } from '../store/state'
import { BlockQuestion } from './BlockQuestion'
import { useBlocking } from './useBlocking'

/** Blocking the person of a direct conversation, asked once, and taking it back. */
export function Block({ chat }: { chat: Chat }) {
  const person = useChats((state) => partner(state, chat.id))
  return person && !person.deleted && <BlockPerson chat={chat} person={person} />
}

function BlockPerson({ chat, person }: { chat: Chat; person: Person }) {
  const nameOf = usePersonName()
  const blocking = useBlocking(person.id)
  const name = nameOf(person)
  return (
    <section className="mt-6 grid gap-3 border-t border-line pt-5">
      <BlockQuestion name={name} blocking={blocking} />
      {chat.closed === 'blocked' ? (
        <div className="grid justify-items-start gap-2 text-base text-muted">
          <p>
            <Trans>You have blocked {name}: you cannot write to or call each other.</Trans>
          </p>
          <Button
            kind="outline"
            size="sm"
            isPending={blocking.isPending}
            onPress={blocking.unblock}
          >
            <Trans>Unblock</Trans>
          </Button>
        </div>
      ) : (
        !blocking.isAsking && (
          <Button kind="plain" className="justify-self-start text-bad-text!" onPress={blocking.ask}>
            <Ban size={18} aria-hidden />
            <Trans>Block {name}</Trans>
          </Button>
        )
      )}
    </section>
  )
}
