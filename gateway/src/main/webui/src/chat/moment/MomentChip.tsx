import { useLingui } from '@lingui/react/macro'
import { Play } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { type Media, playerOf, useHasPlayer } from '../../shared/players'
import { Button } from '../../shared/ui/Button'
import type { Moment } from '../store/state'
import { clockOf, spokenOf } from './position'

// it comes with the first film that is not on the page
const MomentViewer = lazy(() => import('./MomentViewer'))

const LOOK =
  'inline-flex h-7 min-h-0! items-center gap-1 justify-self-start rounded-full! bg-accent-soft px-2.5! text-sm! font-semibold text-accent-text! tabular-nums transition-colors hover:brightness-97 dark:hover:brightness-115'

/** The time in a video that something was written about: one press goes there, wherever it plays. */
export function MomentChip({ moment: { media, position } }: { moment: Moment }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const hasPlayer = useHasPlayer(media)
  const spoken = spokenOf(position)
  // "03:12" said aloud would be anything
  const clock = (
    <span aria-hidden className="inline-flex items-center gap-1">
      <Play size={12} fill="currentColor" />
      {clockOf(position)}
    </span>
  )
  if (media.kind === 'youtube' && !hasPlayer)
    return (
      <a
        href={addressOf(media, position)}
        target="_blank"
        rel="noopener noreferrer"
        title="YouTube"
        className={LOOK}
      >
        {clock}
        <span className="sr-only">{t`At ${spoken}, on YouTube`}</span>
      </a>
    )
  const go = () => {
    const player = playerOf(media)
    if (player) player.goTo(position)
    else setOpen(true)
  }
  return (
    <>
      <Button className={LOOK} onPress={go}>
        {clock}
        <span className="sr-only">{t`At ${spoken}`}</span>
      </Button>
      <Suspense fallback={null}>
        {isOpen && media.kind === 'file' && (
          <MomentViewer file={media.file} position={position} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  )
}

const addressOf = ({ video }: Extract<Media, { kind: 'youtube' }>, position: number): string =>
  `https://www.youtube.com/watch?${new URLSearchParams({ v: video, t: `${Math.floor(position / 1_000)}s` })}`
