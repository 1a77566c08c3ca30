// Fetched together: whoever is not signed in goes from one of these to another.
import { useLocation, useParams, useSearch } from '@tanstack/react-router'
import { ConfirmEmail } from '../account/screens/ConfirmEmail'
import { Reset } from '../account/screens/Reset'
import { SignIn } from '../account/screens/SignIn'
import { SignUp } from '../account/screens/SignUp'
import { Verify } from '../account/screens/Verify'

export { Forgot as ForgotPage } from '../account/screens/Forgot'

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' })
  const email = useLocation({ select: ({ state }) => state.email })
  return <SignIn next={next} {...(email !== undefined ? { email } : {})} />
}

export function SignUpPage() {
  const { next } = useSearch({ from: '/sign-up' })
  return <SignUp next={next} />
}

export function VerifyPage() {
  const { token } = useParams({ from: '/verify/$token' })
  return <Verify key={token} token={token} />
}

export function ResetPage() {
  const { token } = useParams({ from: '/reset/$token' })
  return <Reset key={token} token={token} />
}

export function ConfirmEmailPage() {
  const { token } = useParams({ from: '/confirm-email/$token' })
  return <ConfirmEmail key={token} token={token} />
}
