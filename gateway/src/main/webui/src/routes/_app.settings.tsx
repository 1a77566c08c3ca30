import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { spoken } from '../shared/i18n/language'

export const Route = createFileRoute('/_app/settings')({
  component: lazyRouteComponent(
    () => spoken('settings', spoken('devices', import('../pages/settings'))),
    'SettingsPage',
  ),
})
