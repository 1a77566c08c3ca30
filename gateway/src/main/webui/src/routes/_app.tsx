import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { requireSignedIn } from '../account'

/** Everything for those who are signed in. Their chats go on whatever screen is shown. */
export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) =>
    requireSignedIn(context.session.store.getState(), location.href),
  component: lazyRouteComponent(() => import('../pages/signedIn'), 'SignedInPage'),
})
