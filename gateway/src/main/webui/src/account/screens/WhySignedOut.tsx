import { Trans } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import { Notice } from '../../shared/ui/Notice'
import { useSession } from '../current'

/** Why somebody who was signed in on this page is not any more; nothing for those who come afresh or left. */
export function WhySignedOut() {
  const session = useSession()
  if (session.status !== 'signed-out') return null
  switch (session.why) {
    case 'nobody':
    case 'left':
      return null
    case 'ended':
      return (
        <Notice kind="warn" icon={LogOut}>
          <Trans>
            You were signed out, from another device or for your safety. Sign in to go on: messages
            not sent yet are kept here.
          </Trans>
        </Notice>
      )
    case 'deleted':
      return (
        <Notice kind="ok">
          <Trans>Your account is deleted. Thank you for having been here.</Trans>
        </Notice>
      )
    default:
      return session.why satisfies never
  }
}
