import { createFileRoute, useLocation } from '@tanstack/react-router'
import { requireSignedOut } from '../account'
import { SignIn } from '../account/screens/SignIn'

/** `next` is where the person wanted to go. */
type Search = { next?: string }

export const Route = createFileRoute('/sign-in')({
  validateSearch: ({ next }): Search => (typeof next === 'string' ? { next } : {}),
  beforeLoad: ({ context, search }) =>
    requireSignedOut(context.session.store.getState(), search.next),
  component: SignInPage,
})

function SignInPage() {
  const { next } = Route.useSearch()
  const email = useLocation({ select: ({ state }) => state.email })
  return <SignIn next={next} {...(email !== undefined ? { email } : {})} />
}
