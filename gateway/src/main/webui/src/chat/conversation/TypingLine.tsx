import { Trans, useLingui } from '@lingui/react/macro'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useChats } from '../ChatContext'

/** More names would not fit into the line. */
const NAMED = 2

/** Keeps its height while nobody types, so that nothing jumps. */
export function TypingLine({ id }: { id: string }) {
  const { i18n } = useLingui()
  const nameOf = usePersonName()
  const people = useChats((state) => state.people)
  const key = useChats((state) => Object.keys(state.typing[id] ?? {}).join(' '))
  const typers = key === '' ? [] : key.split(' ')
  const names = typers.slice(0, NAMED).flatMap((one) => {
    const person = people[one]
    return person ? [nameOf(person)] : []
  })
  const name = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(names)
  return (
    <div className="flex h-6 shrink-0 items-center gap-2 px-4 text-sm text-muted md:px-6">
      {typers.length > 0 && (
        <>
          <span aria-hidden className="flex gap-1">
            <i className="size-1.5 animate-pulse rounded-full bg-muted" />
            <i className="size-1.5 animate-pulse rounded-full bg-muted [animation-delay:.2s]" />
            <i className="size-1.5 animate-pulse rounded-full bg-muted [animation-delay:.4s]" />
          </span>
          <span className="truncate">
            {typers.length > NAMED ? (
              <Trans>Several people are typing…</Trans>
            ) : typers.length > 1 ? (
              <Trans>{name} are typing…</Trans>
            ) : (
              <Trans>{name} is typing…</Trans>
            )}
          </span>
        </>
      )}
    </div>
  )
}
