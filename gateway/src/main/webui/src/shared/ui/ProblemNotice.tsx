import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useProblemText } from '../i18n/useProblemText'
import type { Problem } from '../net/problem'
import { useCountdown } from '../useCountdown'
import { Notice } from './Notice'

/** Why something was refused, in the words that fit any request. A wait that the server asks for is counted down. */
export function ProblemNotice({ problem, action }: { problem: Problem; action?: ReactNode }) {
  const problemText = useProblemText()
  if (problem.slug === 'too-many-requests' && problem.retryAfter !== undefined)
    return <Wait problem={problem} seconds={Math.ceil(problem.retryAfter)} />
  return (
    <Notice kind={problem.slug === 'unreachable' ? 'warn' : 'bad'} action={action}>
      {problemText(problem)}
    </Notice>
  )
}

const MINUTE_S = 60

function Wait({ problem, seconds }: { problem: Problem; seconds: number }) {
  const { t } = useLingui()
  const problemText = useProblemText()
  const { left } = useCountdown(seconds)
  const words = problemText({ ...problem, retryAfter: left })
  if (left === 0) return <Notice kind="ok">{words}</Notice>
  return (
    <Notice kind="bad">
      {left >= MINUTE_S ? (
        words
      ) : (
        <>
          {/* nobody wants to hear every second */}
          <span className="sr-only">{t`Too many tries. Try again in less than a minute.`}</span>
          <span aria-hidden className="tabular-nums">
            {words}
          </span>
        </>
      )}
    </Notice>
  )
}
