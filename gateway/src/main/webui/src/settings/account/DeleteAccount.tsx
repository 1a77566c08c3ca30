import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { Part } from '../Part'

const DeleteDialog = lazy(() => import('./DeleteDialog'))

export function DeleteAccount() {
  const { t } = useLingui()
  const [isAsking, setAsking] = useState(false)
  return (
    <Part
      title={<Trans>Delete account</Trans>}
      about={<Trans>This is for good. Nobody can bring it back.</Trans>}
    >
      <Button
        kind="outline"
        className="justify-self-start text-bad-text!"
        onPress={() => setAsking(true)}
      >
        {t`Delete account…`}
      </Button>
      <Suspense fallback={null}>
        {isAsking && <DeleteDialog onClose={() => setAsking(false)} />}
      </Suspense>
    </Part>
  )
}
