import { Trans } from '@lingui/react/macro'
import { SignalHigh, SignalLow, SignalMedium } from 'lucide-react'
import { useCall } from './CallContext'

/** How the line is, in a word. Nothing is said of a good one. */
export function LineWord() {
  const word = useCall(({ quality }) => quality?.word)
  switch (word) {
    case 'fair':
      return (
        <span className="inline-flex items-center gap-1 text-[#f2bc5c]">
          <SignalMedium size={16} aria-hidden />
          <Trans>Weak line</Trans>
        </span>
      )
    case 'poor':
      return (
        <span className="inline-flex items-center gap-1 text-[#ff8f85]">
          <SignalLow size={16} aria-hidden />
          <Trans>Poor line</Trans>
        </span>
      )
    case 'good':
      return (
        <span className="inline-flex items-center gap-1">
          <SignalHigh size={16} aria-hidden />
          <Trans>Good line</Trans>
        </span>
      )
    case undefined:
      return null
    default:
      return word satisfies never
  }
}
