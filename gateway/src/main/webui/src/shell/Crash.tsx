import { Trans, useLingui } from '@lingui/react/macro'
import { CloudLightning } from 'lucide-react'
import { useScreenTitle } from '../shared/title'
import { Blank } from '../shared/ui/Blank'
import { Button } from '../shared/ui/Button'

/** After an error in a screen. What was typed or sent is kept on the device, so loading again loses nothing. */
export function Crash() {
  const { t } = useLingui()
  useScreenTitle(t`Something went wrong`)
  return (
    <main className="flex min-h-full">
      <Blank
        icon={CloudLightning}
        level="h1"
        title={<Trans>Something went wrong</Trans>}
        action={
          <Button kind="primary" onPress={() => location.reload()}>
            <Trans>Load again</Trans>
          </Button>
        }
      >
        <Trans>This page stopped working. Your messages and drafts are safe.</Trans>
      </Blank>
    </main>
  )
}
