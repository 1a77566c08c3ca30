import { Trans } from '@lingui/react/macro'
import { useStore } from 'zustand'
import { askPermission, permission } from '../../chat'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { Part } from '../Part'

/** Whether this browser shows any. It asks only once it was said why. */
export function BrowserNotifications() {
  const state = useStore(permission)
  return (
    <Part
      title={<Trans>In this browser</Trans>}
      about={
        <Trans>
          A notification tells you of a message while you look at something else. You do not get one
          for a conversation that is open in front of you.
        </Trans>
      }
      end={
        state === 'default' && (
          <Button kind="primary" onPress={() => void askPermission()}>
            <Trans>Allow notifications</Trans>
          </Button>
        )
      }
    >
      <Words state={state} />
    </Part>
  )
}

function Words({ state }: { state: ReturnType<typeof permission.getState> }) {
  switch (state) {
    case 'default':
      return null
    case 'granted':
      return (
        <Notice kind="ok">
          <Trans>This browser shows notifications.</Trans>
        </Notice>
      )
    case 'denied':
      return (
        <Notice kind="warn">
          <Trans>
            This browser does not let Homeroom notify you. To change that, press the sign left of
            the address, allow notifications for this site, and come back.
          </Trans>
        </Notice>
      )
    case 'none':
      return (
        <Notice kind="warn">
          <Trans>This browser cannot show notifications of a page. Sounds work all the same.</Trans>
        </Notice>
      )
    default:
      return state satisfies never
  }
}
