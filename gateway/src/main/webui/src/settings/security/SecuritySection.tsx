import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { SectionFrame } from '../SectionFrame'
import { Activity } from './Activity'
import { ChangePassword } from './ChangePassword'
import { Devices } from './Devices'

/** Who can get into the account, and who did. */
export function SecuritySection() {
  const { t } = useLingui()
  // a new password ends the other sessions and is itself an event
  const [changes, setChanges] = useState(0)
  return (
    <SectionFrame title={t`Security`}>
      <ChangePassword onChanged={() => setChanges((count) => count + 1)} />
      <Devices key={`devices ${changes}`} />
      <Activity key={`activity ${changes}`} />
    </SectionFrame>
  )
}
