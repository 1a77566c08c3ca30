import { Trans } from '@lingui/react/macro'
import { Ban, CloudCheck, CloudOff, type LucideIcon, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { type Connection, connection, tryNow } from '../shared/net/connection'

/** What a person has to know of the line to the server. Always in the page, so that a change is read out. */
export function ConnectionBanner() {
  const state = useStore(connection)
  return (
    <div role="status" className="shrink-0">
      <Said state={state} />
    </div>
  )
}

function Said({ state }: { state: Connection }) {
  switch (state) {
    case 'steady':
      return null
    case 'reconnecting':
      return (
        <Line icon={RefreshCw} look="bg-warn-soft text-warn-text" isTurning>
          <Trans>Reconnecting…</Trans>
        </Line>
      )
    case 'offline':
      return (
        <Line
          icon={CloudOff}
          look="bg-warn-soft text-warn-text"
          action={
            <Action onPress={tryNow}>
              <Trans>Try now</Trans>
            </Action>
          }
        >
          <Trans>You are offline. Messages will be sent when you are back.</Trans>
        </Line>
      )
    case 'back':
      return (
        <Line icon={CloudCheck} look="bg-ok-soft text-ok-text">
          <Trans>Back online</Trans>
        </Line>
      )
    case 'refused':
      return (
        <Line
          icon={Ban}
          look="bg-bad-soft text-bad-text"
          action={
            <Action onPress={() => location.reload()}>
              <Trans>Load again</Trans>
            </Action>
          }
        >
          <Trans>The server does not talk to this page any more.</Trans>
        </Line>
      )
    default:
      return state satisfies never
  }
}

function Line({
  icon: Icon,
  look,
  isTurning = false,
  action,
  children,
}: {
  icon: LucideIcon
  look: string
  isTurning?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      className={`flex min-h-9 animate-appear items-center justify-center gap-2.5 px-4 py-1.5 text-sm font-medium ${look}`}
    >
      <Icon size={16} aria-hidden className={`shrink-0 ${isTurning ? 'animate-spin' : ''}`} />
      <span>{children}</span>
      {action}
    </div>
  )
}

function Action({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <AriaButton
      onPress={onPress}
      className="min-h-6 shrink-0 rounded-sm px-1.5 underline underline-offset-2 hover:no-underline"
    >
      {children}
    </AriaButton>
  )
}
