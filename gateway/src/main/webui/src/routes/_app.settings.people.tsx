import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/settings/people')({
  component: lazyRouteComponent(() => import('../pages/settings'), 'PeopleSection'),
})
