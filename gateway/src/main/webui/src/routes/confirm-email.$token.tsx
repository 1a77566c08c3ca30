import { createFileRoute } from '@tanstack/react-router'
import { ConfirmEmail } from '../account/screens/ConfirmEmail'

export const Route = createFileRoute('/confirm-email/$token')({ component: ConfirmEmailPage })

function ConfirmEmailPage() {
  const { token } = Route.useParams()
  return <ConfirmEmail key={token} token={token} />
}
