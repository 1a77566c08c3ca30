import { createFileRoute } from '@tanstack/react-router'
import { Verify } from '../account/screens/Verify'

export const Route = createFileRoute('/verify/$token')({ component: VerifyPage })

function VerifyPage() {
  const { token } = Route.useParams()
  return <Verify key={token} token={token} />
}
