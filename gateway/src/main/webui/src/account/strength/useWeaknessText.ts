import { useLingui } from '@lingui/react/macro'
import type { Weakness } from './weakness'

/** What makes a password easy to guess, and so what to do. */
export function useWeaknessText(): (weakness: Weakness | null) => string {
  const { t } = useLingui()
  return (weakness) => {
    switch (weakness) {
      case 'keys':
        return t`Keys side by side are tried first.`
      case 'repeats':
        return t`Repeating makes it longer, not better.`
      case 'sequence':
        return t`Letters and numbers in order are tried first.`
      case 'date':
        return t`Dates and years are tried first.`
      case 'common':
        return t`Many people use it, or one like it.`
      case 'breached':
        return t`It was found in a leak of another service, so others have it.`
      case 'word':
        return t`Put several words together.`
      case 'name':
        return t`Names are tried first.`
      case 'own':
        return t`Leave out your name, your address, and the name of this place.`
      case null:
        return t`Add another word or two.`
      default:
        return weakness satisfies never
    }
  }
}
