import { useLingui } from '@lingui/react/macro'
import { isFieldFault, MOST, PASSWORD_LEAST } from './fields'
import { useWeaknessText } from './strength/useWeaknessText'
import { weaknessIn } from './strength/weakness'

/** `newPassword` is one being chosen, `password` one being checked. */
export type FieldName = 'email' | 'name' | 'status' | 'password' | 'newPassword'

/** Words for the code of what is wrong with a field; undefined when nothing is. */
export function useFaultText(): (field: FieldName, code: string | undefined) => string | undefined {
  const { t } = useLingui()
  const weaknessText = useWeaknessText()
  return (field, code) => {
    if (code === undefined) return undefined
    const weakness = weaknessIn(code)
    if (weakness) {
      const why = weaknessText(weakness)
      return t`This password would be guessed quickly. ${why}`
    }
    switch (isFieldFault(code) ? code : null) {
      case 'empty':
        return {
          email: t`Enter your email address.`,
          name: t`Enter your name.`,
          status: undefined,
          password: t`Enter your password.`,
          newPassword: t`Enter a new password.`,
        }[field]
      case 'not-an-address':
        return t`Enter an address such as name@school.edu.`
      case 'too-short':
        return t`Use at least ${PASSWORD_LEAST} characters.`
      case 'too-long':
        return t`Use at most ${MOST[field]} characters.`
      case 'not-a-name':
        return t`Leave out line breaks and invisible characters.`
      case 'password-wrong':
        return t`This is not your password.`
      case 'password-weak':
        return t`This password would be guessed quickly. Put together a few words that only you would.`
      case 'mail-domain-refused':
        return t`Use an address of your school.`
      case null:
        // the server knows more of deceiving names than can be told in a line
        return field === 'name'
          ? t`Leave out hidden characters, and use one alphabet in a word.`
          : t`The server does not accept this.`
    }
  }
}
