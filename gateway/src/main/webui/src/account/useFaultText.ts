import { useLingui } from '@lingui/react/macro'
import { isFieldFault, PASSWORD_LEAST } from './fields'

type FieldName = 'email' | 'name' | 'password'

/** Words for the code of what is wrong with a field; undefined when nothing is. */
export function useFaultText(): (field: FieldName, code: string | undefined) => string | undefined {
  const { t } = useLingui()
  return (field, code) => {
    if (code === undefined) return undefined
    switch (isFieldFault(code) ? code : null) {
      case 'empty':
        return {
          email: t`Enter your email address.`,
          name: t`Enter your name.`,
          password: t`Enter your password.`,
        }[field]
      case 'not-an-address':
        return t`Enter an address such as name@school.edu.`
      case 'too-short':
        return t`Use at least ${PASSWORD_LEAST} characters.`
      case 'too-long':
        return field === 'name' ? t`Use at most 80 characters.` : t`Use at most 128 characters.`
      case 'not-a-name':
        return t`Leave out line breaks and invisible characters.`
      case null:
        return t`The server does not accept this.`
    }
  }
}
