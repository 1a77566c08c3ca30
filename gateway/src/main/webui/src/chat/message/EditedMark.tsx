import { Trans } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Message } from '../store/state'

const Editions = lazy(() => import('./Editions'))

/** Says that a message was edited, and shows what it said before to whoever asks. */
export function EditedMark({ message }: { message: Message }) {
  const [isOpen, setOpen] = useState(false)
  if (message.editedAt === undefined) return null
  return (
    <>
      <Button
        onPress={() => setOpen(true)}
        className="rounded-sm text-xs text-muted underline-offset-2 hover:underline"
      >
        <Trans context="mark on a message">edited</Trans>
      </Button>
      <Suspense fallback={null}>
        {isOpen && <Editions message={message} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
