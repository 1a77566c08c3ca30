import { Trans, useLingui } from '@lingui/react/macro'
import { MailOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Answer, Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { useCountdown } from '../../shared/useCountdown'
import { AccountHeading } from '../AccountHeading'
import { AccountLayout } from '../AccountLayout'
import { BigIcon } from './BigIcon'

/** Seconds in which a mail usually arrives. */
const WAIT_S = 30

type Sending =
  | { status: 'idle' }
  | { status: 'sending' }
  | { status: 'sent' }
  | { status: 'failed'; problem: Problem }

/** Word of a mail that is on its way, which can be sent again after a while. */
export function CheckEmail({
  onSendAgain,
  onChangeAddress,
  children,
}: {
  onSendAgain: () => Promise<Answer<unknown>>
  onChangeAddress: () => void
  /** What was sent where, and what is to be done with it. */
  children: ReactNode
}) {
  const { t } = useLingui()
  const { left, restart } = useCountdown(WAIT_S)
  const [sending, setSending] = useState<Sending>({ status: 'idle' })
  useScreenTitle(t`Check your email`)

  const sendAgain = async () => {
    setSending({ status: 'sending' })
    const answer = await onSendAgain()
    if (answer.ok) {
      setSending({ status: 'sent' })
      restart()
    } else {
      setSending({ status: 'failed', problem: answer.problem })
      if (answer.problem.retryAfter !== undefined) restart(answer.problem.retryAfter)
    }
  }

  return (
    <AccountLayout>
      <BigIcon icon={MailOpen} />
      <AccountHeading title={<Trans>Check your email</Trans>}>{children}</AccountHeading>
      {sending.status === 'sent' && (
        <Notice kind="ok">
          <Trans>Sent again. Look into the spam folder too.</Trans>
        </Notice>
      )}
      {sending.status === 'failed' && <ProblemNotice problem={sending.problem} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Button
          kind="primary"
          size="lg"
          className="tabular-nums"
          isDisabled={left > 0}
          isPending={sending.status === 'sending'}
          onPress={() => void sendAgain()}
        >
          {left > 0 ? <SendAgainIn seconds={left} /> : <Trans>Send again</Trans>}
        </Button>
        <Button kind="outline" size="lg" onPress={onChangeAddress}>
          <Trans>Change address</Trans>
        </Button>
      </div>
    </AccountLayout>
  )
}

const MINUTE_S = 60

function SendAgainIn({ seconds }: { seconds: number }) {
  if (seconds <= MINUTE_S) return <Trans>Send again in {seconds} s</Trans>
  const minutes = Math.ceil(seconds / MINUTE_S)
  return <Trans>Send again in {minutes} min</Trans>
}
