import { Trans, useLingui } from '@lingui/react/macro'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import { partner } from '../store/selectors'
import { StartOfGroup } from './StartOfGroup'

/** What stands above the first message; without any, with three ways to begin. */
export function StartOfChat({ id, isEmpty }: { id: string; isEmpty: boolean }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const self = useChats((state) => state.people[state.me] ?? null)
  const other = useChats((state) => partner(state, id))
  const nameOf = usePersonName()
  if (!other) return <StartOfGroup id={id} isEmpty={isEmpty} />
  if (!self) return null
  const name = nameOf(other)
  const openers = [
    t`Hi! How are you?`,
    t`Did you understand today’s homework?`,
    t`Want to study together?`,
  ]
  return (
    <div
      className={`grid justify-items-center gap-3 px-6 text-center ${isEmpty ? 'pt-[12vh]' : 'pt-8 pb-4'}`}
    >
      <div className="flex -space-x-3">
        <span className="rounded-full ring-4 ring-surface">
          <Avatar person={other} size={64} />
        </span>
        <span className="rounded-full ring-4 ring-surface">
          <Avatar person={self} size={64} />
        </span>
      </div>
      <p className="max-w-sm text-base text-muted">
        <Trans>This is the start of your chat with {name}.</Trans>
      </p>
      {isEmpty && !other.deleted && (
        <div className="flex max-w-md flex-wrap justify-center gap-2">
          {openers.map((text) => (
            <Button
              key={text}
              kind="outline"
              size="sm"
              className="rounded-full!"
              onPress={() => dispatch({ type: 'drafted', place: id, text })}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
