import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { Part } from '../Part'
import { DeleteDialog } from './DeleteDialog'

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
      {isAsking && <DeleteDialog onClose={() => setAsking(false)} />}
    </Part>
  )
}
