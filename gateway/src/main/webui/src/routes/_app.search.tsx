import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { spoken } from '../shared/i18n/language'

/** What is looked for, and among what; everything without. */
type Search = { q?: string; in?: string }

export const Route = createFileRoute('/_app/search')({
  // a word of digits alone is a number in the address
  validateSearch: ({ q, in: where }): Search => ({
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}),
    ...(typeof where === 'string' ? { in: where } : {}),
  }),
  component: lazyRouteComponent(() => spoken('search', import('../pages/search')), 'SearchPage'),
})
