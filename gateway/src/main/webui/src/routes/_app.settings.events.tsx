import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'

/** Whose events, and of which kind; all of them without. */
type Search = { account?: string; kind?: string }

const words = (value: unknown): value is string => typeof value === 'string'

export const Route = createFileRoute('/_app/settings/events')({
  validateSearch: ({ account, kind }): Search => ({
    ...(words(account) ? { account } : {}),
    ...(words(kind) ? { kind } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/settings'), 'EventsSection'),
})
