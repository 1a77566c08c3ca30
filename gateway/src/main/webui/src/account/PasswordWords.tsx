import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Check, CircleDashed, TriangleAlert } from 'lucide-react'
import { passwordStrength } from './passwordStrength'

/** How good a new password is, in words. */
export function PasswordWords({ password, known }: { password: string; known: readonly string[] }) {
  const { t } = useLingui()
  if (password === '')
    return t`At least 10 characters. A few words that only you would put together are best.`
  const strength = passwordStrength(password, known)
  switch (strength.level) {
    case 'short':
      return (
        <Line icon={CircleDashed}>
          <Plural value={strength.missing} one="# more character" other="# more characters" />
        </Line>
      )
    case 'guessable':
      return (
        <Line icon={TriangleAlert} className="text-warn-text">
          <Trans>Easy to guess. Use more different characters, and not your name.</Trans>
        </Line>
      )
    case 'enough':
      return (
        <Line icon={Check} className="text-ok-text">
          <Trans>Long enough. Another word makes it better still.</Trans>
        </Line>
      )
    case 'long':
      return (
        <Line icon={Check} className="text-ok-text">
          <Trans>Good and long.</Trans>
        </Line>
      )
  }
}

function Line({
  icon: Icon,
  className = '',
  children,
}: {
  icon: typeof Check
  className?: string
  children: React.ReactNode
}) {
  return (
    <span className={`flex items-center gap-1.5 ${className}`}>
      <Icon size={15} aria-hidden className="shrink-0" />
      <span>{children}</span>
    </span>
  )
}
