import { Outlet } from '@tanstack/react-router'

export function Shell() {
  return (
    <main id="main" className="flex h-full min-w-0">
      <Outlet />
    </main>
  )
}
