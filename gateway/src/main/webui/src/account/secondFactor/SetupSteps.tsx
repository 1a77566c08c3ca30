import { Trans, useLingui } from '@lingui/react/macro'
import { Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../shared/net/problem'
import { buttonClass } from '../../shared/ui/classes'
import type { SecondFactorSetup } from '../api'
import { CodeForm } from './CodeForm'
import { CopyButton } from './CopyButton'
import { QrCode } from './QrCode'

/** Tells an authenticator the secret, and asks for its first code. */
export function SetupSteps({
  setup: { secret, uri },
  onCode,
  level,
  children,
}: {
  setup: SecondFactorSetup
  /** Answers what stood against the code. */
  onCode: (code: string) => Promise<Problem | null>
  /** Of the headings: under that of the screen, or of a part of it. */
  level: 'h2' | 'h3'
  /** Beside the button that turns it on. */
  children?: ReactNode
}) {
  const { t } = useLingui()
  return (
    <ol className="grid list-none gap-7">
      <Step level={level} number={1} title={<Trans>Tell your authenticator app</Trans>}>
        <p className="text-base text-pretty text-muted">
          <Trans>
            Any app for codes will do, such as Google Authenticator, Microsoft Authenticator or your
            password manager. Scan this with it:
          </Trans>
        </p>
        <QrCode text={uri} label={t`QR code for your authenticator app`} />
        {/* nobody scans the screen that they hold */}
        <a
          href={uri}
          className={`justify-self-start md:hidden ${buttonClass({ kind: 'outline', size: 'sm' })}`}
        >
          <Smartphone size={16} aria-hidden />
          <Trans>Open in the app on this device</Trans>
        </a>
        <p className="text-base text-muted">
          <Trans>Or type this key:</Trans>
        </p>
        <div className="flex flex-wrap items-center gap-2.5">
          <code className="rounded-md bg-hover px-2.5 py-1.5 text-base tracking-wide wrap-anywhere select-all">
            {grouped(secret)}
          </code>
          <CopyButton text={secret} name={t`Copy the key`} />
        </div>
      </Step>
      <Step level={level} number={2} title={<Trans>Enter the code that it shows</Trans>}>
        <CodeForm
          kind="authenticator"
          onCode={onCode}
          submit={<Trans>Turn on</Trans>}
          size={level === 'h2' ? 'lg' : 'md'}
        >
          {children}
        </CodeForm>
      </Step>
    </ol>
  )
}

/** In fours: a person reads and types that. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?!$)/g, '$1 ')

function Step({
  level: Title,
  number,
  title,
  children,
}: {
  level: 'h2' | 'h3'
  number: number
  title: ReactNode
  children: ReactNode
}) {
  return (
    <li className="grid gap-3.5">
      <Title className="flex items-center gap-2.5 text-md font-semibold">
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-sm text-accent-text tabular-nums"
        >
          {number}
        </span>
        {title}
      </Title>
      {children}
    </li>
  )
}
