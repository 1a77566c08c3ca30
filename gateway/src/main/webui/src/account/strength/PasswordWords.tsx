import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Check, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { passwordStrength } from './passwordStrength'
import { useJudgement } from './useJudgement'
import { useWeaknessText } from './useWeaknessText'

/** What stands on every page here is tried first too. */
const EVERYBODYS = ['Homeroom', location.hostname]

/** How good a new password is, in words; the server takes no less than a good one. `known` is what others know of the person. */
export function PasswordWords({ password, known }: { password: string; known: readonly string[] }) {
  const { t } = useLingui()
  const weaknessText = useWeaknessText()
  const judgement = useJudgement(password, [...known, ...EVERYBODYS])
  if (password === '')
    return t`At least 10 characters. A few words that only you would put together are best.`
  const strength = passwordStrength(password, judgement)
  switch (strength.level) {
    case 'short':
      return (
        <Line icon={CircleDashed} filled={0}>
          <Plural value={strength.missing} one="# more character" other="# more characters" />
        </Line>
      )
    case 'unjudged':
      return (
        <Line icon={CircleDashed} filled={0}>
          <Trans>Long enough.</Trans>
        </Line>
      )
    case 'weak':
      return (
        <Line icon={TriangleAlert} filled={1} look="bad">
          <Trans>Easy to guess.</Trans> {weaknessText(strength.weakness)}
        </Line>
      )
    case 'fair':
      return (
        <Line icon={TriangleAlert} filled={2} look="warn">
          <Trans>Still too easy to guess.</Trans> {weaknessText(strength.weakness)}
        </Line>
      )
    case 'good':
      return (
        <Line icon={Check} filled={3} look="ok">
          <Trans>Hard to guess.</Trans>
        </Line>
      )
    case 'strong':
      return (
        <Line icon={Check} filled={4} look="ok">
          <Trans>Very hard to guess.</Trans>
        </Line>
      )
    default:
      return strength satisfies never
  }
}

const LOOK = {
  none: { text: '', bar: 'bg-field' },
  bad: { text: 'text-bad-text', bar: 'bg-bad' },
  warn: { text: 'text-warn-text', bar: 'bg-warn' },
  ok: { text: 'text-ok-text', bar: 'bg-ok' },
} as const

function Line({
  icon: Icon,
  filled,
  look = 'none',
  children,
}: {
  icon: LucideIcon
  /** Parts of four that the bar fills. */
  filled: number
  look?: keyof typeof LOOK
  children: ReactNode
}) {
  const { text, bar } = LOOK[look]
  return (
    <span className={`grid gap-1.5 ${text}`}>
      <span aria-hidden className="grid grid-cols-4 gap-1">
        {[1, 2, 3, 4].map((part) => (
          <span
            key={part}
            className={`h-1 rounded-full transition-colors duration-200 ${part <= filled ? bar : 'bg-line'}`}
          />
        ))}
      </span>
      <span className="flex items-start gap-1.5">
        <Icon size={15} aria-hidden className="mt-px shrink-0" />
        <span>{children}</span>
      </span>
    </span>
  )
}
