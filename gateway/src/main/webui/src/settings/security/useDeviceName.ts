import { useLingui } from '@lingui/react/macro'

/** "Chrome on Windows", as far as it is known. */
export function useDeviceName(): (device: {
  browser?: string | null
  system?: string | null
}) => string {
  const { t } = useLingui()
  return ({ browser, system }) => {
    if (browser && system) return t`${browser} on ${system}`
    return browser ?? system ?? t`Unknown device`
  }
}
