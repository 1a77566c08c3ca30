import { useLingui } from '@lingui/react/macro'
import { Timer } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { spoken } from '../../shared/i18n/language'
import { IconButton } from '../../shared/ui/IconButton'
import type { Id, MessageFile, Moment } from '../store/state'

// few write about a time that nobody has played
const MomentDialog = lazy(() => spoken('dialogs', import('./MomentDialog')))

/** In a composer of a channel: says which time in which video it is about. */
export function MomentButton({
  channel,
  files,
  onChoose,
}: {
  channel: Id
  /** Of the post that is commented on; they are offered first. */
  files?: readonly MessageFile[] | undefined
  onChoose: (moment: Moment) => void
}) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t`A time in a video`} onPress={() => setOpen(true)}>
        <Timer size={19} aria-hidden />
      </IconButton>
      <Suspense fallback={null}>
        {isOpen && (
          <MomentDialog
            channel={channel}
            files={files}
            onChoose={onChoose}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </>
  )
}
