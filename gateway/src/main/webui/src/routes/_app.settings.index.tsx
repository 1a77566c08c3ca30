import { createFileRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'

/** Beside the list there is room for a section, so the first is opened; a phone shows the list. */
export const Route = createFileRoute('/_app/settings/')({
  beforeLoad: () => {
    if (matchMedia('(min-width: 768px)').matches) {
      throw redirect({ to: '/settings/profile', replace: true })
    }
  },
  component: lazyRouteComponent(() => import('../pages/settings'), 'NoSectionPage'),
})
