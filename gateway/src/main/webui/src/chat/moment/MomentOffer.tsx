import { Trans, useLingui } from '@lingui/react/macro'
import { Timer, X } from 'lucide-react'
import { useLastPlayed } from '../../shared/players'
import { Button } from '../../shared/ui/Button'
import type { MessageFile, Moment } from '../store/state'
import { clockOf, spokenOf } from './position'

const none: readonly never[] = []

/** Above a composer, while a video of the post has been played: writes what is written about the time it is at. */
export function MomentOffer({
  files = none,
  moment,
  onChange,
}: {
  /** Of the post that is commented on. */
  files?: readonly MessageFile[] | undefined
  /** As chosen; null until somebody does. */
  moment: Moment | null
  onChange: (moment: Moment | null) => void
}) {
  const { t } = useLingui()
  const played = useLastPlayed(files.map(({ id }) => id))
  if (moment) {
    const clock = clockOf(moment.position)
    return (
      <p className="flex items-center gap-1 px-3 pb-1.5 md:px-4">
        <span className="inline-flex h-8 items-center gap-1.5 rounded-full bg-accent-soft ps-3 pe-1 text-sm font-semibold text-accent-text tabular-nums">
          <Timer size={15} aria-hidden />
          <Trans>At {clock}</Trans>
          <Button
            size="iconSmall"
            className="size-6! rounded-full! text-accent-text!"
            aria-label={t`Without the time`}
            onPress={() => onChange(null)}
          >
            <X size={14} aria-hidden />
          </Button>
        </span>
      </p>
    )
  }
  if (!played) return null
  const position = played.second * 1_000
  const clock = clockOf(position)
  const spoken = spokenOf(position)
  return (
    <p className="px-3 pb-1.5 md:px-4">
      <Button
        size="sm"
        kind="outline"
        className="rounded-full! tabular-nums"
        onPress={() => onChange({ media: played.player.media, position })}
      >
        <span aria-hidden className="inline-flex items-center gap-1.5">
          <Timer size={15} />
          <Trans>At {clock}</Trans>
        </span>
        <span className="sr-only">{t`Write about the time ${spoken}`}</span>
      </Button>
    </p>
  )
}
