import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Laptop, type LucideIcon, Smartphone, Tablet } from 'lucide-react'
import { useState } from 'react'
import { type Device, devices, endOtherSessions, endSession } from '../../account'
import { formatDate, formatFull, formatMoment } from '../../shared/i18n/format'
import type { Answer, Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Skeleton } from '../../shared/ui/Skeleton'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { useLoaded } from '../useLoaded'
import { useDeviceName } from './useDeviceName'

/** What is being ended: one session, all but this one, or nothing. */
type Ending =
  | { status: 'no' }
  | { status: 'under-way'; what: string | 'others' }
  | { status: 'done'; count: number }
  | { status: 'failed'; problem: Problem }

/** Where the person is signed in. */
export function Devices() {
  const { loaded, tryAgain, change } = useLoaded(devices)
  const [ending, setEnding] = useState<Ending>({ status: 'no' })
  const sessions = loaded.status === 'ready' ? loaded.value.sessions : []
  const others = sessions.filter(({ current }) => !current)

  const end = async (what: string | 'others', request: () => Promise<Answer<null>>) => {
    setEnding({ status: 'under-way', what })
    const answer = await request()
    const isGone = answer.ok || answer.problem.slug === 'session-not-found'
    if (!isGone) return setEnding({ status: 'failed', problem: answer.problem })
    const left = sessions.filter(({ id, current }) => (what === 'others' ? current : id !== what))
    change(() => ({ sessions: left }))
    setEnding({ status: 'done', count: sessions.length - left.length })
  }

  return (
    <Part
      title={<Trans>Where you are signed in</Trans>}
      about={<Trans>If you do not know one of these, sign it out and change your password.</Trans>}
      end={
        others.length > 0 && (
          <Button
            kind="outline"
            isPending={ending.status === 'under-way' && ending.what === 'others'}
            onPress={() => void end('others', endOtherSessions)}
          >
            <Trans>Sign out all others</Trans>
          </Button>
        )
      }
    >
      {ending.status === 'done' && (
        <Notice kind="ok">
          <Plural
            value={ending.count}
            one="# device is signed out."
            other="# devices are signed out."
          />
        </Notice>
      )}
      {ending.status === 'failed' && <ProblemNotice problem={ending.problem} />}
      {loaded.status === 'loading' && <DevicesSkeleton />}
      {loaded.status === 'failed' && <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />}
      {loaded.status === 'ready' && (
        <ul className="grid gap-2">
          {sessions.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              isEnding={ending.status === 'under-way' && ending.what === device.id}
              onEnd={() => void end(device.id, () => endSession(device.id))}
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

function DeviceRow({
  device,
  isEnding,
  onEnd,
}: {
  device: Device
  isEnding: boolean
  onEnd: () => void
}) {
  const { t } = useLingui()
  const nameOf = useDeviceName()
  const name = nameOf(device)
  const Icon = pictureOf(device.system)
  const seen = new Date(device.lastSeenAt)
  const started = formatDate(new Date(device.startedAt), new Date())
  const when = formatMoment(seen, new Date())
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-2 rounded-lg border border-line px-4 py-3">
      <span
        aria-hidden
        className={`grid size-10 shrink-0 place-items-center rounded-full ${device.current ? 'bg-accent-soft text-accent-text' : 'bg-hover text-muted'}`}
      >
        <Icon size={20} />
      </span>
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex flex-wrap items-center gap-x-2 text-md font-medium">
          <span className="wrap-anywhere">{name}</span>
          {device.current && (
            <span className="rounded-full bg-ok-soft px-2 py-px text-xs font-semibold text-ok-text">
              <Trans>This device</Trans>
            </span>
          )}
        </p>
        <p className="text-sm text-muted">
          {device.place && <span>{device.place} · </span>}
          {device.current ? (
            <Trans>Signed in since {started}</Trans>
          ) : (
            <time dateTime={device.lastSeenAt} title={formatFull(seen)}>
              <Trans>Last seen {when}</Trans>
            </time>
          )}
        </p>
      </div>
      {!device.current && (
        <Button
          kind="outline"
          size="sm"
          aria-label={t`Sign out ${name}`}
          isPending={isEnding}
          onPress={onEnd}
        >
          <Trans>Sign out</Trans>
        </Button>
      )}
    </li>
  )
}

function pictureOf(system: string | null | undefined): LucideIcon {
  if (/iphone|ios|android/i.test(system ?? '')) return Smartphone
  return /ipad/i.test(system ?? '') ? Tablet : Laptop
}

function DevicesSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading your devices`} className="appear-late grid gap-2">
      {[0, 1].map((key) => (
        <div
          key={key}
          className="flex items-center gap-3.5 rounded-lg border border-line px-4 py-3"
        >
          <Skeleton className="size-10 rounded-full!" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
