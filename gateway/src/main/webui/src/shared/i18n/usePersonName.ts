import { useLingui } from '@lingui/react/macro'

/** What somebody is called; for one whose account is gone, words for that in the reader's language. */
export function usePersonName(): (person: { name: string; deleted?: boolean }) => string {
  const { t } = useLingui()
  return ({ name, deleted = false }) => (deleted ? t`Deleted account` : name)
}
