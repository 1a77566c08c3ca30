import { useLingui } from '@lingui/react/macro'
import { SectionFrame } from '../SectionFrame'
import { BrowserNotifications } from './BrowserNotifications'
import { Kinds } from './Kinds'
import { Sound } from './Sound'

/** Of what a person is told, how and when. */
export function NotificationsSection() {
  const { t } = useLingui()
  return (
    <SectionFrame title={t`Notifications`}>
      <BrowserNotifications />
      <Sound />
      <Kinds />
    </SectionFrame>
  )
}
