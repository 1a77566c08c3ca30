import { Trans, useLingui } from '@lingui/react/macro'
import { MailOpen } from 'lucide-react'
import { useState } from 'react'
import { currentLanguage } from '../../shared/i18n/language'
import { useProblemText } from '../../shared/i18n/useProblemText'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { useCountdown } from '../../shared/useCountdown'
import { AccountHeading, AccountLayout } from '../AccountLayout'
import { requestLink } from '../api'
import { BigIcon } from './BigIcon'

/** Seconds in which a mail usually arrives. */
const WAIT_S = 30

type Sending =
  | { status: 'idle' }
  | { status: 'sending' }
  | { status: 'sent' }
  | { status: 'failed'; problem: Problem }

export function CheckEmail({
  email,
  onChangeAddress,
}: {
  email: string
  onChangeAddress: () => void
}) {
  const { t } = useLingui()
  const problemText = useProblemText()
  const { left, restart } = useCountdown(WAIT_S)
  const [sending, setSending] = useState<Sending>({ status: 'idle' })
  useScreenTitle(t`Check your email`)

  const sendAgain = async () => {
    setSending({ status: 'sending' })
    const answer = await requestLink({ email, language: currentLanguage() })
    if (!answer.ok) return setSending({ status: 'failed', problem: answer.problem })
    setSending({ status: 'sent' })
    restart()
  }

  return (
    <AccountLayout>
      <BigIcon icon={MailOpen} />
      <AccountHeading title={<Trans>Check your email</Trans>}>
        <Trans>
          We sent a link to{' '}
          <strong className="font-semibold wrap-anywhere text-text">{email}</strong>. Follow it to
          confirm that the address is yours. It works for a day.
        </Trans>
      </AccountHeading>
      {sending.status === 'sent' && (
        <Notice kind="ok">
          <Trans>Sent again. Look into the spam folder too.</Trans>
        </Notice>
      )}
      {sending.status === 'failed' && <Notice kind="bad">{problemText(sending.problem)}</Notice>}
      <div className="grid gap-3 sm:grid-cols-2">
        <Button
          kind="primary"
          size="lg"
          className="tabular-nums"
          isDisabled={left > 0}
          isPending={sending.status === 'sending'}
          onPress={() => void sendAgain()}
        >
          {left > 0 ? <Trans>Send again in {left} s</Trans> : <Trans>Send again</Trans>}
        </Button>
        <Button kind="outline" size="lg" onPress={onChangeAddress}>
          <Trans>Change address</Trans>
        </Button>
      </div>
    </AccountLayout>
  )
}
