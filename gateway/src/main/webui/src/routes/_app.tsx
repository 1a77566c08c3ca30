import { createFileRoute } from '@tanstack/react-router'
import { requireSignedIn } from '../account'
import { Shell } from '../shell/Shell'

/** Everything for those who are signed in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: ({ context, location }) =>
    requireSignedIn(context.session.store.getState(), location.href),
  component: Shell,
})
