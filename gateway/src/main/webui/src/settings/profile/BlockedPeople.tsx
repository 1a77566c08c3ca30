import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { blockedPeople, unblock } from '../../chat'
import { formatDate } from '../../shared/i18n/format'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Problem } from '../../shared/net/problem'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { Skeleton } from '../../shared/ui/Skeleton'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { useLoaded } from '../useLoaded'

/** Whom the person has blocked, and taking it back. */
export function BlockedPeople() {
  const { loaded, tryAgain, change } = useLoaded(blockedPeople)
  return (
    <Part
      title={<Trans>Blocked people</Trans>}
      about={
        <Trans>
          You and they cannot write to or call each other. Block somebody from the details of your
          chat with them.
        </Trans>
      }
    >
      {loaded.status === 'loading' && <Skeleton className="h-12 w-full" />}
      {loaded.status === 'failed' && <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />}
      {loaded.status === 'ready' && loaded.value.blocked.length === 0 && (
        <p className="text-base text-muted">
          <Trans>You have blocked nobody.</Trans>
        </p>
      )}
      {loaded.status === 'ready' && loaded.value.blocked.length > 0 && (
        <ul className="grid gap-1">
          {loaded.value.blocked.map((one) => (
            <BlockedRow
              key={one.person.id}
              one={one}
              onUnblocked={() =>
                change(({ blocked }) => ({
                  blocked: blocked.filter(({ person }) => person.id !== one.person.id),
                }))
              }
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

type Blocked = {
  person: { id: string; name: string; photo: string | null; deleted?: boolean }
  since: string
}

function BlockedRow({ one, onUnblocked }: { one: Blocked; onUnblocked: () => void }) {
  const { t } = useLingui()
  const { person, since } = one
  const name = usePersonName()(person)
  const problemText = useProblemText()
  const [doing, setDoing] = useState<'no' | 'pending' | Problem>('no')
  const onPress = async () => {
    setDoing('pending')
    const answer = await unblock(person.id)
    if (answer.ok) onUnblocked()
    else setDoing(answer.problem)
  }
  const day = formatDate(new Date(since), new Date())
  return (
    <li className="grid gap-1 border-b border-line py-2 last:border-0">
      <div className="flex min-h-10 items-center gap-3">
        <Avatar person={person} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md">{name}</p>
          <p className="text-sm text-muted">
            <Trans>Since {day}</Trans>
          </p>
        </div>
        <Button
          kind="outline"
          size="sm"
          aria-label={t`Unblock ${name}`}
          isPending={doing === 'pending'}
          onPress={() => void onPress()}
        >
          <Trans>Unblock</Trans>
        </Button>
      </div>
      {typeof doing === 'object' && (
        <p role="alert" className="text-sm text-bad-text">
          {problemText(doing)}
        </p>
      )}
    </li>
  )
}
