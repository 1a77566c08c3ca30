import { createFileRoute } from '@tanstack/react-router'
import { Reset } from '../account/screens/Reset'

export const Route = createFileRoute('/reset/$token')({ component: ResetPage })

function ResetPage() {
  const { token } = Route.useParams()
  return <Reset key={token} token={token} />
}
