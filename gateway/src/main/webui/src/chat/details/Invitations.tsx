import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Check, Copy, Link2, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { formatMoment } from '../../shared/i18n/format'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { IconButton } from '../../shared/ui/IconButton'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Select } from '../../shared/ui/Select'
import type { Invitation } from '../api'
import { useChatSync } from '../ChatContext'
import { ROLE_WORDS } from '../channels/roles'
import { useMinute } from '../minute'
import type { Id, Role } from '../store/state'
import { useDoing } from './useDoing'

const DAY_H = 24
const EXPIRIES = [DAY_H, 7 * DAY_H, 30 * DAY_H, 90 * DAY_H] as const
const USES = [1, 10, 30, 100] as const

const linkOf = (token: string): string => `${location.origin}/join#${token}`

type Listed =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | { status: 'ready'; invitations: readonly Invitation[] }

/** Links by which people come into a channel: making one, copying it this once, taking it back. */
export function Invitations({ id, role }: { id: Id; role: Role }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const [listed, setListed] = useState<Listed>({ status: 'loading' })
  const [link, setLink] = useState<string | null>(null)
  const load = useCallback(async () => {
    const answer = await api.invitations(id)
    setListed(
      answer.ok
        ? { status: 'ready', invitations: answer.value.invitations }
        : { status: 'failed', problem: answer.problem },
    )
  }, [api, id])
  useEffect(() => {
    void load()
  }, [load])
  return (
    <div className="grid gap-5">
      <NewInvitation
        id={id}
        role={role}
        onMade={(token) => {
          setLink(linkOf(token))
          void load()
        }}
      />
      {link !== null && <FreshLink link={link} />}
      <section aria-label={t`Links that work`} className="grid gap-2">
        <h3 className="text-sm font-semibold text-muted">
          <Trans>Links that work</Trans>
        </h3>
        {listed.status === 'failed' && (
          <ProblemNotice
            problem={listed.problem}
            action={
              <Button size="sm" kind="outline" onPress={() => void load()}>
                <Trans>Try again</Trans>
              </Button>
            }
          />
        )}
        {listed.status === 'ready' && listed.invitations.length === 0 && (
          <p className="text-base text-muted">
            <Trans>There are none.</Trans>
          </p>
        )}
        {listed.status === 'ready' && listed.invitations.length > 0 && (
          <ul className="grid">
            {listed.invitations.map((invitation) => (
              <InvitationRow
                key={invitation.id}
                channel={id}
                invitation={invitation}
                onGone={() => {
                  setLink(null)
                  void load()
                }}
              />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function NewInvitation({
  id,
  role,
  onMade,
}: {
  id: Id
  role: Role
  onMade: (token: string) => void
}) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const [as, setAs] = useState<'member' | 'guest'>('member')
  const [hours, setHours] = useState<number>(7 * DAY_H)
  const [uses, setUses] = useState<number | null>(null)
  const { run, isPending, problem } = useDoing()
  const make = async () => {
    const answer = await run(() => api.invite(id, { role: as, expiresInHours: hours, uses }))
    if (answer?.ok) onMade(answer.value.token)
  }
  const days = (count: number) => {
    const n = count / DAY_H
    return n === 1 ? t`1 day` : t`${n} days`
  }
  return (
    <section aria-label={t`New link`} className="grid gap-3">
      <p className="text-base text-pretty text-muted">
        <Trans>Whoever has the link and an account here comes in by it.</Trans>
      </p>
      <Select
        label={t`They come in as`}
        value={as}
        choices={(['member', 'guest'] as const).map((one) => ({
          value: one,
          label: t(ROLE_WORDS[one]),
        }))}
        onChange={setAs}
      />
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={t`Works for`}
          value={String(hours)}
          choices={EXPIRIES.map((one) => ({ value: String(one), label: days(one) }))}
          onChange={(value) => setHours(Number(value))}
        />
        <Select
          label={t`For how many`}
          value={uses === null ? 'any' : String(uses)}
          choices={[
            { value: 'any', label: t`Any number` },
            ...USES.map((one) => ({ value: String(one), label: String(one) })),
          ]}
          onChange={(value) => setUses(value === 'any' ? null : Number(value))}
        />
      </div>
      {problem && <ProblemNotice problem={problem} />}
      <Button
        kind="primary"
        isPending={isPending}
        isDisabled={role !== 'owner' && role !== 'teacher'}
        onPress={() => void make()}
      >
        <Link2 size={18} aria-hidden />
        <Trans>Make a link</Trans>
      </Button>
    </section>
  )
}

/** The link, told this once: only a digest of it is kept. */
function FreshLink({ link }: { link: string }) {
  const { t } = useLingui()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    // without HTTPS there is no clipboard: the field can be copied from
    await navigator.clipboard?.writeText(link).then(() => setCopied(true))
  }
  return (
    <div className="grid gap-2 rounded-lg border border-accent bg-accent-soft p-3">
      <p role="status" className="text-base">
        <Trans>The link is ready. Copy it now: it is shown this once.</Trans>
      </p>
      <div className="flex gap-2">
        <input
          readOnly
          value={link}
          aria-label={t`Link`}
          onFocus={({ target }) => target.select()}
          className={`h-10 min-w-0 flex-1 px-3 ${fieldClass}`}
        />
        <Button kind="primary" onPress={() => void copy()}>
          {isCopied ? <Check size={17} aria-hidden /> : <Copy size={17} aria-hidden />}
          {isCopied ? t`Copied` : t`Copy`}
        </Button>
      </div>
    </div>
  )
}

function InvitationRow({
  channel,
  invitation,
  onGone,
}: {
  channel: Id
  invitation: Invitation
  onGone: () => void
}) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const now = useMinute()
  const { run, isPending, problem } = useDoing()
  const takeBack = async () => {
    const answer = await run(() => api.takeBack(channel, invitation.id))
    // one that is gone already is what was wanted
    if (answer?.ok || answer?.problem.slug === 'invitation-invalid') onGone()
  }
  const { uses, mostUses } = invitation
  const role = t(ROLE_WORDS[invitation.role])
  const until = formatMoment(new Date(invitation.expiresAt), now)
  return (
    <li className="grid gap-2 border-b border-line py-2.5 last:border-0">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="text-base font-medium">{role}</p>
          <p className="text-sm text-muted">
            <Trans>until {until}</Trans>
            {' · '}
            {mostUses === null ? (
              <Plural value={uses} _0="not used yet" one="used once" other="used # times" />
            ) : (
              <Trans>
                {uses} of {mostUses} used
              </Trans>
            )}
          </p>
        </div>
        <IconButton
          label={t`Take back the link until ${until}`}
          isPending={isPending}
          onPress={() => void takeBack()}
        >
          <Trash2 size={18} aria-hidden />
        </IconButton>
      </div>
      {problem && problem.slug !== 'invitation-invalid' && <ProblemNotice problem={problem} />}
    </li>
  )
}
