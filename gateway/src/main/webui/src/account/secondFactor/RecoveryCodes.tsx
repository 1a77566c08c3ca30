import { Trans, useLingui } from '@lingui/react/macro'
import { Download, KeyRound, Printer } from 'lucide-react'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { CopyButton } from './CopyButton'

/** The recovery codes, which are shown this once; the person says when they have them elsewhere. */
export function RecoveryCodes({
  codes,
  email,
  size = 'md',
  onKept,
}: {
  codes: readonly string[]
  /** Whose they are, for the file and the paper. */
  email: string
  size?: 'md' | 'lg'
  onKept: () => void
}) {
  const { t } = useLingui()
  const text = `${t`Homeroom recovery codes of ${email}. Each works once.`}\n\n${codes.join('\n')}\n`
  return (
    <div className="grid gap-5">
      <Notice kind="warn" icon={KeyRound}>
        <Trans>
          These are shown once. Keep them where you find them without your phone: each lets you in
          one time.
        </Trans>
      </Notice>
      <div data-printed className="grid gap-3">
        <p className="hidden print:block">
          <Trans>Homeroom recovery codes of {email}. Each works once.</Trans>
        </p>
        <ul
          aria-label={t`Recovery codes`}
          className="grid gap-x-6 gap-y-1.5 rounded-lg border border-line p-4 font-mono text-base select-all"
        >
          {codes.map((code) => (
            <li key={code} className="whitespace-nowrap">
              {code}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join('\n')} name={t`Copy the recovery codes`} />
        <Button kind="outline" size="sm" onPress={() => download(text)}>
          <Download size={16} aria-hidden />
          <Trans>Download</Trans>
        </Button>
        <Button kind="outline" size="sm" onPress={() => window.print()}>
          <Printer size={16} aria-hidden />
          <Trans>Print</Trans>
        </Button>
      </div>
      <Button
        kind="primary"
        size={size}
        className={size === 'lg' ? '' : 'justify-self-start'}
        onPress={onKept}
      >
        <Trans>I have kept them</Trans>
      </Button>
    </div>
  )
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'homeroom-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(url)
}
