const KINDS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover pressed:bg-accent-hover',
  soft: 'bg-accent-soft text-accent-text hover:brightness-97 dark:hover:brightness-115',
  outline: 'border border-line bg-surface text-text hover:bg-hover pressed:bg-hover',
  plain: 'text-muted hover:bg-hover hover:text-text pressed:bg-hover',
  danger: 'bg-bad text-white hover:bg-bad-hover pressed:bg-bad-hover',
  rail: 'text-rail-text hover:bg-rail-hover hover:text-white',
} as const

const SIZES = {
  sm: 'min-h-8 px-3 text-sm',
  md: 'min-h-10 px-4 text-base',
  lg: 'min-h-12 px-5 text-md',
  icon: 'size-10 shrink-0',
  iconSmall: 'size-8 shrink-0',
} as const

export type ButtonLook = { kind?: keyof typeof KINDS; size?: keyof typeof SIZES }

/** How something pressable looks; links that look like buttons use it too. */
export const buttonClass = ({ kind = 'plain', size = 'md' }: ButtonLook = {}): string =>
  `inline-flex items-center justify-center gap-2 rounded-md font-medium select-none transition-colors duration-120 ease-out disabled:cursor-not-allowed disabled:opacity-45 ${KINDS[kind]} ${SIZES[size]}`

export const linkClass =
  'rounded-sm font-medium text-accent-text underline underline-offset-2 hover:no-underline'

export const fieldClass =
  'w-full rounded-md border border-field bg-surface text-md placeholder:text-muted focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-focus invalid:border-bad disabled:opacity-60'

export const popoverClass =
  'rounded-lg border border-line bg-surface shadow-pop outline-none entering:animate-appear exiting:animate-vanish'
