import { createFileRoute, Outlet, useMatchRoute } from '@tanstack/react-router'
import { SettingsScreen } from '../settings/SettingsScreen'

export const Route = createFileRoute('/_app/settings')({ component: Settings })

function Settings() {
  const isIndex = useMatchRoute()({ to: '/settings' }) !== false
  return (
    <SettingsScreen isOpen={!isIndex}>
      <Outlet />
    </SettingsScreen>
  )
}
