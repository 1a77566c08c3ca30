import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'

/** What somebody is called; for one whose account is gone, words for that in the reader's language. */
export function usePersonName(): (person: { name: string; deleted?: boolean }) => string {
  const { t } = useLingui()
  return useCallback(({ name, deleted = false }) => (deleted ? t`Deleted account` : name), [t])
}
