import { Trans } from '@lingui/react/macro'
import { Ban } from 'lucide-react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import type { Message, Pending } from '../store/state'

/** What stays of a message that was deleted; for a moment with a way back. */
export function Stub({ message, deletion }: { message: Message; deletion: Pending | null }) {
  const { dispatch } = useChatSync()
  const me = useChats((state) => state.me)
  const by = useChats((state) => state.people[message.deletedBy ?? ''] ?? null)
  const nameOf = usePersonName()
  const name = by ? nameOf(by) : ''
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-2 text-base text-muted">
      <Ban size={15} aria-hidden className="shrink-0" />
      <span role={deletion ? 'status' : undefined}>
        {message.deletedBy === me ? (
          <Trans>You deleted this.</Trans>
        ) : message.deletedBy === message.sender || name === '' ? (
          <Trans>This was deleted.</Trans>
        ) : (
          <Trans>Deleted by {name}.</Trans>
        )}
      </span>
      {deletion && (
        <Button
          kind="soft"
          size="sm"
          // where the focus was is gone
          autoFocus
          onPress={() =>
            dispatch({
              type: 'wish.withdrawn',
              conversation: deletion.conversation,
              id: deletion.id,
            })
          }
        >
          <Trans>Undo</Trans>
        </Button>
      )}
    </p>
  )
}
