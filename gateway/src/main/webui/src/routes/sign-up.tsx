import { createFileRoute } from '@tanstack/react-router'
import { requireSignedOut } from '../account'
import { SignUp } from '../account/screens/SignUp'

/** `next` is where the person wanted to go. */
type Search = { next?: string }

export const Route = createFileRoute('/sign-up')({
  validateSearch: ({ next }): Search => (typeof next === 'string' ? { next } : {}),
  beforeLoad: ({ context, search }) =>
    requireSignedOut(context.session.store.getState(), search.next),
  component: SignUpPage,
})

function SignUpPage() {
  const { next } = Route.useSearch()
  return <SignUp next={next} />
}
