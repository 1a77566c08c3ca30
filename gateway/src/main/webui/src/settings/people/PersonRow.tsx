import { Trans, useLingui } from '@lingui/react/macro'
import { Check, ChevronDown, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { type Role, useAccount } from '../../account'
import { formatFull, formatMoment } from '../../shared/i18n/format'
import type { Problem } from '../../shared/net/problem'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { You } from '../../shared/ui/You'
import { isRole, ROLE_WORDS, roleOf } from '../roles'
import { type Account, giveRole } from './api'
import { MoreMenu } from './MoreMenu'
import { SecondFactorDialog } from './SecondFactorDialog'
import { SignOutDialog } from './SignOutDialog'

type Giving = { status: 'no' } | { status: 'under-way' } | { status: 'failed'; problem: Problem }

/** Signing somebody out everywhere, or taking their second factor away: not thought of, asked about, done. */
type Doing = 'no' | 'asking' | 'done'

/** Somebody, a menu with their role, and one with the rest. */
export function PersonRow({
  account,
  onChanged,
}: {
  account: Account
  onChanged: (account: Account) => void
}) {
  const own = useAccount()
  const { name } = account
  const [giving, setGiving] = useState<Giving>({ status: 'no' })
  const [signingOut, setSigningOut] = useState<Doing>('no')
  const [takingAway, setTakingAway] = useState<Doing>('no')

  const give = async (role: Role) => {
    setGiving({ status: 'under-way' })
    const answer = await giveRole(account.id, role)
    if (!answer.ok) return setGiving({ status: 'failed', problem: answer.problem })
    setGiving({ status: 'no' })
    onChanged(answer.value)
  }

  return (
    <li className="grid gap-2 border-b border-line py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2">
        <Avatar person={account} size={40} />
        <div className="min-w-0 flex-1 basis-52">
          <p className="flex flex-wrap items-center text-md font-medium">
            <span className="wrap-anywhere">{name}</span>
            {account.id === own.id && <You />}
          </p>
          <p className="flex flex-wrap gap-x-3 text-sm text-muted">
            <span className="wrap-anywhere">{account.email}</span>
            {account.lastSeenAt && <LastSeen at={new Date(account.lastSeenAt)} />}
            {account.secondFactor && (
              <span className="inline-flex items-center gap-1">
                <ShieldCheck size={14} aria-hidden />
                <Trans>Two-step sign-in</Trans>
              </span>
            )}
          </p>
        </div>
        <span className="ms-auto flex items-center gap-1">
          <RoleMenu account={account} isPending={giving.status === 'under-way'} onGive={give} />
          <MoreMenu
            account={account}
            onSignOut={account.id === own.id ? null : () => setSigningOut('asking')}
            onTakeSecondFactorAway={
              account.id !== own.id && account.secondFactor ? () => setTakingAway('asking') : null
            }
          />
        </span>
      </div>
      {giving.status === 'failed' && <Refused problem={giving.problem} />}
      {signingOut === 'done' && (
        <Notice kind="ok">
          <Trans>{name} is signed out everywhere.</Trans>
        </Notice>
      )}
      {takingAway === 'done' && (
        <Notice kind="ok">
          <Trans>{name} signs in by the password alone, and is signed out everywhere.</Trans>
        </Notice>
      )}
      {takingAway === 'asking' && (
        <SecondFactorDialog
          account={account}
          onDone={() => {
            setTakingAway('done')
            onChanged({ ...account, secondFactor: false })
          }}
          onClose={() => setTakingAway('no')}
        />
      )}
      {signingOut === 'asking' && (
        <SignOutDialog
          account={account}
          onDone={() => setSigningOut('done')}
          onClose={() => setSigningOut('no')}
        />
      )}
    </li>
  )
}

function LastSeen({ at }: { at: Date }) {
  const when = formatMoment(at, new Date())
  return (
    <time dateTime={at.toISOString()} title={formatFull(at)}>
      <Trans>Last seen {when}</Trans>
    </time>
  )
}

function RoleMenu({
  account,
  isPending,
  onGive,
}: {
  account: Account
  isPending: boolean
  onGive: (role: Role) => void
}) {
  const { t } = useLingui()
  const current = roleOf(account.roles)
  const words = t(ROLE_WORDS[current])
  return (
    <MenuTrigger>
      <Button
        kind="outline"
        size="sm"
        isPending={isPending}
        aria-label={t`Role of ${account.name}: ${words}`}
      >
        {words}
        <ChevronDown size={16} aria-hidden className="text-muted" />
      </Button>
      <Menu
        aria-label={t`Role of ${account.name}`}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[current]}
        onAction={(key) => {
          const role = String(key)
          if (isRole(role) && role !== current) onGive(role)
        }}
      >
        {(['student', 'teacher', 'administrator'] as const).map((role) => (
          <MenuItem key={role} id={role} textValue={t(ROLE_WORDS[role])}>
            <Check
              size={17}
              aria-hidden
              className={role === current ? 'text-accent-text' : 'invisible'}
            />
            {t(ROLE_WORDS[role])}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  )
}

function Refused({ problem }: { problem: Problem }) {
  if (problem.slug !== 'last-administrator') return <ProblemNotice problem={problem} />
  return (
    <Notice kind="bad">
      <Trans>
        This is the only administrator, and there must be one. Make somebody else an administrator
        first.
      </Trans>
    </Notice>
  )
}
