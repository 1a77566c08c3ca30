import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { spoken } from '../shared/i18n/language'

/** Which calls are shown; all of them without. */
type Search = { filter?: 'missed' }

export const Route = createFileRoute('/_app/calls')({
  validateSearch: ({ filter }): Search => (filter === 'missed' ? { filter } : {}),
  component: lazyRouteComponent(() => spoken('history', import('../pages/calls')), 'CallsPage'),
})
