import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { requireSignedOut } from '../account'
import { keptInvitation } from '../shared/invitation'

/** `next` is where the person wanted to go. */
type Search = { next?: string }

export const Route = createFileRoute('/sign-up')({
  validateSearch: ({ next }): Search => (typeof next === 'string' ? { next } : {}),
  beforeLoad: ({ context, search }) =>
    requireSignedOut(context.session.store.getState(), search.next ?? keptInvitation()),
  component: lazyRouteComponent(() => import('../pages/signedOut'), 'SignUpPage'),
})
