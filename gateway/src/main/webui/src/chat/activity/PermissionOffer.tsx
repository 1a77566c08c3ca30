import { Trans } from '@lingui/react/macro'
import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { keep, kept } from '../../shared/device'
import { Button } from '../../shared/ui/Button'
import { askPermission, permission } from '../notify/permission'

/** Says why before the browser asks. Who does not want it is not asked again here; the settings offer it still. */
export function PermissionOffer() {
  const state = useStore(permission)
  const [isDeclined, setDeclined] = useState(() => kept('notifications-offer') !== null)
  if (state !== 'default' || isDeclined) return null
  return (
    <div className="mx-auto mt-4 w-full max-w-180 px-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-accent-soft px-4 py-3">
        <BellRing size={20} aria-hidden className="shrink-0 text-accent-text" />
        <p className="min-w-0 flex-1 basis-64 text-base text-pretty">
          <Trans>
            A notification tells you of a message while you look at something else. Your browser
            asks you whether it may show them.
          </Trans>
        </p>
        <span className="flex gap-2">
          <Button size="sm" kind="primary" onPress={() => void askPermission()}>
            <Trans>Allow notifications</Trans>
          </Button>
          <Button
            size="sm"
            kind="plain"
            onPress={() => {
              keep('notifications-offer', 'declined')
              setDeclined(true)
            }}
          >
            <Trans>Not now</Trans>
          </Button>
        </span>
      </div>
    </div>
  )
}
