import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useScreenTitle } from '../shared/title'
import { Blank } from '../shared/ui/Blank'
import { buttonClass } from '../shared/ui/classes'

export function NotFound() {
  const { t } = useLingui()
  useScreenTitle(t`Page not found`)
  return (
    <main className="flex min-h-full">
      <Blank
        icon={Compass}
        level="h1"
        title={<Trans>There is nothing here</Trans>}
        action={
          <Link to="/" className={buttonClass({ kind: 'primary' })}>
            <Trans>Go to the front page</Trans>
          </Link>
        }
      >
        <Trans>The address may be mistyped, or what was here is gone.</Trans>
      </Blank>
    </main>
  )
}
