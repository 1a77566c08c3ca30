// Fetched together: whoever opens one section is likely to look at another.
import { useLingui } from '@lingui/react/macro'
import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { SettingsScreen } from '../settings/SettingsScreen'
import { useScreenTitle } from '../shared/title'

export { AppearanceSection } from '../settings/AppearanceSection'
export { AccountSection } from '../settings/account/AccountSection'
export { DevicesSection } from '../settings/devices/DevicesSection'
export { EventsSection } from '../settings/events/EventsSection'
export { LanguageSection } from '../settings/LanguageSection'
export { NotificationsSection } from '../settings/notifications/NotificationsSection'
export { PeopleSection } from '../settings/people/PeopleSection'
export { ProfileSection } from '../settings/profile/ProfileSection'
export { SecuritySection } from '../settings/security/SecuritySection'

export function SettingsPage() {
  const isIndex = useMatchRoute()({ to: '/settings' }) !== false
  return (
    <SettingsScreen isOpen={!isIndex}>
      <Outlet />
    </SettingsScreen>
  )
}

export function NoSectionPage() {
  const { t } = useLingui()
  useScreenTitle(t`Settings`)
  return null
}
