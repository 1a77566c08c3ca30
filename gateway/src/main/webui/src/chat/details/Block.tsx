import { Trans } from '@lingui/react/macro'
import { Ban } from 'lucide-react'
import { useState } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import { partner } from '../store/selectors'
import type { Chat } from '../store/state'
import { useDoing } from './useDoing'

/** Blocking the person of a direct conversation, asked once, and taking it back. */
export function Block({ chat }: { chat: Chat }) {
  const { api } = useChatSync()
  const person = useChats((state) => partner(state, chat.id))
  const nameOf = usePersonName()
  const problemText = useProblemText()
  const [isAsking, setAsking] = useState(false)
  const { run, isPending, problem } = useDoing()
  if (!person || person.deleted) return null
  const name = nameOf(person)
  const block = async () => {
    const answer = await run(() => api.block(person.id))
    if (answer?.ok) setAsking(false)
  }
  return (
    <section className="mt-6 grid gap-3 border-t border-line pt-5">
      {problem && (
        <p role="alert" className="text-base text-bad-text">
          {problemText(problem)}
        </p>
      )}
      {chat.closed === 'blocked' ? (
        <div className="grid justify-items-start gap-2 text-base text-muted">
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
        </div>
      ) : isAsking ? (
        <div className="grid gap-2 rounded-md bg-bad-soft p-3 text-base text-bad-text">
          <p>
            <Trans>
              Block {name}? You can no longer write to or call each other, and neither of you sees
              whether the other is online. In groups and channels you still read each other, but
              nothing they write there notifies you. They are not told.
            </Trans>
          </p>
          <span className="flex gap-2">
            <Button kind="danger" size="sm" isPending={isPending} onPress={() => void block()}>
              <Trans>Block</Trans>
            </Button>
            <Button kind="outline" size="sm" onPress={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
          </span>
        </div>
      ) : (
        <Button
          kind="plain"
          className="justify-self-start text-bad-text!"
          onPress={() => setAsking(true)}
        >
          <Ban size={18} aria-hidden />
          <Trans>Block {name}</Trans>
        </Button>
      )}
    </section>
  )
}
