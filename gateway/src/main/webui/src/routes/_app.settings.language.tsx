import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/settings/language')({
  component: lazyRouteComponent(() => import('../pages/settings'), 'LanguageSection'),
})
