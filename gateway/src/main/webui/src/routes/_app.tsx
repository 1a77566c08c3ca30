import { createFileRoute, lazyRouteComponent } from '@tanstack/react-router'
import { requireSignedIn } from '../account'
import { spoken } from '../shared/i18n/language'
import { keepInvitation } from '../shared/invitation'

/** Everything for those who are signed in. Their chats go on whatever screen is shown. */
export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) => {
    const session = context.session.store.getState()
    if (session.status === 'signed-out' && location.pathname === '/join')
      keepInvitation(location.href)
    requireSignedIn(session, location.href)
  },
  component: lazyRouteComponent(() => spoken('app', import('../pages/signedIn')), 'SignedInPage'),
})
