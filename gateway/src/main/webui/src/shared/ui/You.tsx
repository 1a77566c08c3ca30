import { Trans } from '@lingui/react/macro'

/** Beside one's own name in a list of people. */
export const You = () => (
  <span className="ms-2 rounded-full bg-accent-soft px-2 py-px text-xs font-semibold text-accent-text">
    <Trans>You</Trans>
  </span>
)
