import * as z from 'zod/mini'

/** What is wrong with a field; the words are chosen where it is shown. */
export type FieldFault =
  | 'empty'
  | 'not-an-address'
  | 'too-short'
  | 'too-long'
  | 'not-a-name'
  // what only the server knows
  | 'password-wrong'
  | 'password-weak'
  | 'mail-domain-refused'

export const PASSWORD_LEAST = 10
/** Characters that the server takes at most. */
export const MOST = { email: 254, name: 80, status: 100, password: 128, newPassword: 128 } as const

/** What the server takes as an address. */
const ADDRESS =
  /^(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/
/** Control characters, line breaks, and marks that turn the direction of the text around them. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u

const fault = (code: FieldFault) => ({ error: code })

/** Characters as a person counts them: an emoji or a rare ideograph is one, not two. */
export const lengthOf = (text: string): number => [...text].length

export const emailField = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, { ...fault('empty'), abort: true }),
    z.regex(ADDRESS, fault('not-an-address')),
  )

export const nameField = z.string().check(
  z.trim(),
  z.minLength(1, { ...fault('empty'), abort: true }),
  z.refine((name) => lengthOf(name) <= MOST.name, fault('too-long')),
  z.refine((name) => !NOT_IN_NAMES.test(name), fault('not-a-name')),
)

/** May be empty: then there is none. */
export const statusField = z.string().check(
  z.trim(),
  z.refine((status) => lengthOf(status) <= MOST.status, fault('too-long')),
  z.refine((status) => !NOT_IN_NAMES.test(status), fault('not-a-name')),
)

export const passwordField = z.string().check(z.minLength(1, fault('empty')))

export const newPasswordField = z.string().check(
  z.minLength(1, { ...fault('empty'), abort: true }),
  z.refine((password) => lengthOf(password) >= PASSWORD_LEAST, fault('too-short')),
  z.refine((password) => lengthOf(password) <= MOST.password, fault('too-long')),
)

const FAULTS: ReadonlySet<string> = new Set<FieldFault>([
  'empty',
  'not-an-address',
  'too-short',
  'too-long',
  'not-a-name',
  'password-wrong',
  'password-weak',
  'mail-domain-refused',
])

export const isFieldFault = (code: string | undefined): code is FieldFault =>
  code !== undefined && FAULTS.has(code)
