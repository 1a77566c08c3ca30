import { Trans } from '@lingui/react/macro'
import { useChats } from '../ChatContext'
import { isTyping, partner } from '../store/selectors'

/** Keeps its height while nobody types, so that nothing jumps. */
export function TypingLine({ id }: { id: string }) {
  const types = useChats((state) => isTyping(state, id))
  const name = useChats((state) => partner(state, id)?.name)
  return (
    <div className="flex h-6 shrink-0 items-center gap-2 px-4 text-sm text-muted md:px-6">
      {types && (
        <>
          <span aria-hidden className="flex gap-1">
            <i className="size-1.5 animate-pulse rounded-full bg-muted" />
            <i className="size-1.5 animate-pulse rounded-full bg-muted [animation-delay:.2s]" />
            <i className="size-1.5 animate-pulse rounded-full bg-muted [animation-delay:.4s]" />
          </span>
          <span className="truncate">
            <Trans>{name} is typing…</Trans>
          </span>
        </>
      )}
    </div>
  )
}
