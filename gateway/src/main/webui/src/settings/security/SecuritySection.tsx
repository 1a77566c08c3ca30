import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { SectionFrame } from '../SectionFrame'
import { Activity } from './Activity'
import { ChangePassword } from './ChangePassword'
import { Devices } from './Devices'
import { SecondFactorPart } from './SecondFactorPart'

/** Who can get into the account, and who did. */
export function SecuritySection() {
  const { t } = useLingui()
  // a new password or second factor ends the other sessions and is itself an event
  const [changes, setChanges] = useState(0)
  const onChanged = () => setChanges((count) => count + 1)
  return (
    <SectionFrame title={t`Security`}>
      <ChangePassword onChanged={onChanged} />
      <SecondFactorPart onChanged={onChanged} />
      <Devices key={`devices ${changes}`} />
      <Activity key={`activity ${changes}`} />
    </SectionFrame>
  )
}
