import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { Hash, Unlink } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { forgetInvitation } from '../../shared/invitation'
import type { Problem } from '../../shared/net/problem'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { buttonClass } from '../../shared/ui/classes'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Spinner } from '../../shared/ui/Spinner'
import type { InvitedTo } from '../api'
import { useChatSync } from '../ChatContext'
import { useDoing } from '../details/useDoing'
import { JoinProblem } from './JoinProblem'
import { ROLE_WORDS } from './roles'

type Looking =
  | { status: 'looking' }
  | { status: 'invited'; to: InvitedTo }
  | { status: 'failed'; problem: Problem }

/** A link that was cut off before its token. */
const NO_TOKEN: Problem = { slug: 'invitation-invalid', status: 410, title: '', detail: '' }

/** Trying again does not help whoever was removed. */
const isFinal = (problem: Problem | null): boolean => problem?.slug === 'not-allowed'

/** Where an invitation's link leads: what it is to, and the way in. */
export function JoinChannel({ token }: { token: string }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const [looking, setLooking] = useState<Looking>({ status: 'looking' })
  // it has led here: from now on signing in leads elsewhere again
  useEffect(forgetInvitation, [])
  useScreenTitle(t`Invitation`)
  const look = useCallback(async () => {
    if (token === '') return setLooking({ status: 'failed', problem: NO_TOKEN })
    setLooking({ status: 'looking' })
    const answer = await api.look(token)
    setLooking(
      answer.ok
        ? { status: 'invited', to: answer.value }
        : { status: 'failed', problem: answer.problem },
    )
  }, [api, token])
  useEffect(() => {
    void look()
  }, [look])
  return (
    <div
      data-region
      className="thin flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface"
      role="status"
    >
      {looking.status === 'looking' && (
        <div className="m-auto grid justify-items-center gap-4 p-8 text-accent-text">
          <Spinner />
          <h1 className="text-lg font-semibold text-text">
            <Trans>Looking at your invitation…</Trans>
          </h1>
        </div>
      )}
      {looking.status === 'failed' && (
        <NotInvited problem={looking.problem} onRetry={() => void look()} />
      )}
      {looking.status === 'invited' && <Invited token={token} to={looking.to} />}
    </div>
  )
}

function Invited({ token, to }: { token: string; to: InvitedTo }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const { run, isPending, problem } = useDoing()
  const role = t(ROLE_WORDS[to.role])
  const open = () =>
    void navigate({
      to: '/channels/$channelId',
      params: { channelId: to.conversation },
      replace: true,
    })
  const join = async () => {
    const answer = await run(() => sync.enter(() => sync.api.accept(token)))
    if (answer?.ok) open()
  }
  return (
    <div className="m-auto grid w-full max-w-md justify-items-center gap-4 p-6 text-center">
      <span className="grid size-16 place-items-center rounded-xl bg-accent-soft text-accent-text">
        <Hash size={30} aria-hidden />
      </span>
      <div className="grid gap-1.5">
        <p className="text-base text-muted">
          {to.isMember ? <Trans>You are in already</Trans> : <Trans>You are invited to</Trans>}
        </p>
        <h1 className="text-2xl font-semibold text-balance wrap-anywhere">{to.name}</h1>
        {to.description !== '' && (
          <p className="text-base text-pretty wrap-anywhere">{to.description}</p>
        )}
        <p className="text-base text-muted">
          <Plural value={to.memberCount} one="# member" other="# members" />
          {!to.isMember && (
            <>
              {' · '}
              <Trans>you come in as: {role}</Trans>
            </>
          )}
        </p>
      </div>
      {problem && (
        <div className="w-full text-start">
          <JoinProblem problem={problem} />
        </div>
      )}
      {isFinal(problem) ? (
        <Link to="/channels" className={buttonClass({ kind: 'outline', size: 'lg' })}>
          <Trans>Go to channels</Trans>
        </Link>
      ) : to.isMember ? (
        <Button kind="primary" size="lg" onPress={open}>
          <Trans>Open the channel</Trans>
        </Button>
      ) : (
        <Button kind="primary" size="lg" isPending={isPending} onPress={() => void join()}>
          <Trans>Join the channel</Trans>
        </Button>
      )}
    </div>
  )
}

function NotInvited({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useLingui()
  if (problem.slug === 'invitation-invalid')
    return (
      <Blank
        icon={Unlink}
        level="h1"
        title={t`This invitation no longer works`}
        action={
          <Link to="/channels" className={buttonClass({ kind: 'primary' })}>
            <Trans>Go to channels</Trans>
          </Link>
        }
      >
        <Trans>
          It was used up, is too old, or was taken back. Ask whoever sent it for a new one.
        </Trans>
      </Blank>
    )
  return (
    <div className="m-auto grid max-w-md gap-4 p-6">
      <h1 className="text-center text-xl font-semibold">
        <Trans>We could not look at your invitation</Trans>
      </h1>
      <ProblemNotice problem={problem} />
      <Button kind="outline" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  )
}
