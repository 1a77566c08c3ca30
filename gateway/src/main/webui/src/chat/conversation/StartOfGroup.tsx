import { Trans } from '@lingui/react/macro'
import { useChats } from '../ChatContext'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitle } from '../people/useTitle'

/** What stands above the first message of a group that one sees. */
export function StartOfGroup({ id, isEmpty }: { id: string; isEmpty: boolean }) {
  const title = useTitle(id)
  const isFromStart = useChats((state) => (state.chats[id]?.firstNumber ?? 1) <= 1)
  return (
    <div
      className={`grid justify-items-center gap-3 px-6 text-center ${isEmpty ? 'pt-[12vh]' : 'pt-8 pb-4'}`}
    >
      <ConversationPicture id={id} size={64} />
      <p className="max-w-sm text-base text-balance text-muted">
        {isFromStart ? (
          <Trans>This is the start of the group {title}.</Trans>
        ) : (
          <Trans>
            You were added to {title} here. What was said before stays with those who were there.
          </Trans>
        )}
      </p>
    </div>
  )
}
