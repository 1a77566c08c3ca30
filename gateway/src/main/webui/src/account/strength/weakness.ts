/** What makes a password easy to guess, by the names that the server has for it. */
const WEAKNESS = [
  'keys',
  'repeats',
  'sequence',
  'date',
  'common',
  'breached',
  'word',
  'name',
  'own',
] as const
export type Weakness = (typeof WEAKNESS)[number]

const isWeakness = (code: string | undefined): code is Weakness =>
  WEAKNESS.some((weakness) => weakness === code)

/** What is wrong with a password that the server finds weak: `password-weak`, or with a colon and what makes it so. */
export const weakFault = ({ weakness }: { weakness?: string }): string =>
  isWeakness(weakness) ? `password-weak:${weakness}` : 'password-weak'

/** What makes a password weak that has this fault; undefined for another fault, or if nothing stands out. */
export const weaknessIn = (code: string): Weakness | undefined => {
  const [fault, weakness] = code.split(':')
  return fault === 'password-weak' && isWeakness(weakness) ? weakness : undefined
}

/** Whether this is the fault of a password that the server finds weak. */
export const isWeak = (code: string | undefined): boolean => code?.split(':')[0] === 'password-weak'
