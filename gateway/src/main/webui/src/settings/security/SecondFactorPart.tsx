import { zodResolver } from '@hookform/resolvers/zod'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import {
  FormField,
  passwordField,
  removeSecondFactor,
  renewRecoveryCodes,
  type SecondFactor,
  secondFactor,
  setUpSecondFactor,
  useAccount,
} from '../../account'
import { formatDate } from '../../shared/i18n/format'
import type { Answer, Problem } from '../../shared/net/problem'
import { unreachable } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { Skeleton } from '../../shared/ui/Skeleton'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { useLoaded } from '../useLoaded'

type Setup = { secret: string; uri: string }
/** What is drawn of setting it up; fetched by whoever does. */
type Steps = typeof import('../../account/secondFactor/steps')

type Doing =
  | { status: 'nothing' }
  | { status: 'asking'; for: 'on' | 'off' | 'codes' }
  | { status: 'setting-up'; setup: Setup; steps: Steps }
  | { status: 'codes'; codes: readonly string[]; steps: Steps; isNew: boolean }
  | { status: 'done'; what: 'on' | 'off' | 'codes' }

const loadSteps = () => import('../../account/secondFactor/steps')

/** The code beside the password: whether it is asked for, and turning that on and off. */
export function SecondFactorPart({ onChanged }: { onChanged: () => void }) {
  const { email } = useAccount()
  const { loaded, tryAgain, change } = useLoaded(secondFactor)
  const [doing, setDoing] = useState<Doing>({ status: 'nothing' })
  const state = loaded.status === 'ready' ? loaded.value : null
  const stop = () => setDoing({ status: 'nothing' })

  const begin = async (password: string): Promise<Problem | null> => {
    const answer = await withSteps(setUpSecondFactor({ email, password }))
    if (!answer.ok) return answer.problem
    setDoing({ status: 'setting-up', setup: answer.value.value, steps: answer.value.steps })
    return null
  }

  const turnOff = async (password: string): Promise<Problem | null> => {
    const answer = await removeSecondFactor(password)
    if (!answer.ok) return answer.problem
    change((before) => ({ ...before, since: null, recoveryCodesLeft: 0 }))
    setDoing({ status: 'done', what: 'off' })
    onChanged()
    return null
  }

  const renew = async (password: string): Promise<Problem | null> => {
    const answer = await withSteps(renewRecoveryCodes(password))
    if (!answer.ok) return answer.problem
    const { value, steps } = answer.value
    change((before) => ({ ...before, recoveryCodesLeft: value.recoveryCodes.length }))
    setDoing({ status: 'codes', codes: value.recoveryCodes, steps, isNew: false })
    onChanged()
    return null
  }

  return (
    <Part
      title={<Trans>Two-step sign-in</Trans>}
      about={
        <Trans>
          A code from your phone beside the password: whoever only knows the password does not get
          in.
        </Trans>
      }
      end={
        state &&
        state.since === null &&
        (doing.status === 'nothing' || doing.status === 'done') && (
          <Button kind="outline" onPress={() => setDoing({ status: 'asking', for: 'on' })}>
            <Trans>Turn on</Trans>
          </Button>
        )
      }
    >
      {loaded.status === 'loading' && <StateSkeleton />}
      {loaded.status === 'failed' && <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />}
      {state && state.since !== null && <State state={state} />}
      {state && state.since !== null && (doing.status === 'nothing' || doing.status === 'done') && (
        <div className="flex flex-wrap gap-2">
          <Button kind="outline" onPress={() => setDoing({ status: 'asking', for: 'codes' })}>
            <Trans>New recovery codes</Trans>
          </Button>
          {!state.required && (
            <Button kind="outline" onPress={() => setDoing({ status: 'asking', for: 'off' })}>
              <Trans>Turn off</Trans>
            </Button>
          )}
        </div>
      )}
      {doing.status === 'asking' && doing.for === 'on' && (
        <PasswordForm onPassword={begin} onCancel={stop} submit={<Trans>Go on</Trans>} />
      )}
      {doing.status === 'asking' && doing.for === 'off' && (
        <PasswordForm
          isDanger
          onPassword={turnOff}
          onCancel={stop}
          submit={<Trans>Turn it off</Trans>}
        >
          <Trans>Your password alone then lets anybody in. All other devices are signed out.</Trans>
        </PasswordForm>
      )}
      {doing.status === 'asking' && doing.for === 'codes' && (
        <PasswordForm onPassword={renew} onCancel={stop} submit={<Trans>Make new codes</Trans>}>
          <Trans>Your old recovery codes are worth nothing from then on.</Trans>
        </PasswordForm>
      )}
      {doing.status === 'setting-up' && (
        <doing.steps.Confirming
          setup={doing.setup}
          onCancel={stop}
          onBeginAgain={() => setDoing({ status: 'asking', for: 'on' })}
          onConfirmed={(codes) => {
            change((before) => ({
              ...before,
              since: new Date().toISOString(),
              recoveryCodesLeft: codes.length,
            }))
            setDoing({ status: 'codes', codes, steps: doing.steps, isNew: true })
            onChanged()
          }}
        />
      )}
      {doing.status === 'codes' && (
        <doing.steps.RecoveryCodes
          codes={doing.codes}
          email={email}
          onKept={() => setDoing({ status: 'done', what: doing.isNew ? 'on' : 'codes' })}
        />
      )}
      {doing.status === 'done' && <Done what={doing.what} />}
    </Part>
  )
}

/** The answer together with what is needed to show it, fetched meanwhile. */
async function withSteps<T>(
  request: Promise<Answer<T>>,
): Promise<Answer<{ value: T; steps: Steps }>> {
  try {
    const [answer, steps] = await Promise.all([request, loadSteps()])
    return answer.ok ? { ok: true, value: { value: answer.value, steps } } : answer
  } catch {
    return { ok: false, problem: unreachable }
  }
}

function State({ state: { since, recoveryCodesLeft, required } }: { state: SecondFactor }) {
  const day = formatDate(new Date(since ?? 0), new Date())
  return (
    <div className="grid gap-1 text-base">
      <p className="font-medium">
        <Trans>On since {day}</Trans>
      </p>
      <p className={recoveryCodesLeft < 3 ? 'text-warn-text' : 'text-muted'}>
        <Plural
          value={recoveryCodesLeft}
          _0="No recovery codes left. Make new ones, or a lost phone locks you out."
          one="# recovery code left"
          other="# recovery codes left"
        />
      </p>
      {required && (
        <p className="text-muted">
          <Trans>Your school wants you to have it.</Trans>
        </p>
      )}
    </div>
  )
}

function Done({ what }: { what: 'on' | 'off' | 'codes' }) {
  return (
    <Notice kind="ok">
      {what === 'on' && <Trans>Two-step sign-in is on. All other devices are signed out.</Trans>}
      {what === 'off' && <Trans>Two-step sign-in is off. All other devices are signed out.</Trans>}
      {what === 'codes' && <Trans>Your new recovery codes hold from now on.</Trans>}
    </Notice>
  )
}

const form = z.object({ password: passwordField })

/** `onPassword` answers what stood against it. */
function PasswordForm({
  onPassword,
  onCancel,
  submit,
  isDanger = false,
  children,
}: {
  onPassword: (password: string) => Promise<Problem | null>
  onCancel: () => void
  submit: ReactNode
  isDanger?: boolean
  /** What it comes to. */
  children?: ReactNode
}) {
  const { t } = useLingui()
  const { email } = useAccount()
  const [problem, setProblem] = useState<Problem | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(form),
    mode: 'onTouched',
    defaultValues: { password: '' },
  })

  const send = handleSubmit(async ({ password }) => {
    setProblem(null)
    const refused = await onPassword(password)
    if (refused === null) return
    // what signing in calls it
    if (refused.slug === 'password-wrong' || refused.slug === 'credentials-wrong')
      return setError('password', { message: 'password-wrong' }, { shouldFocus: true })
    setProblem(refused)
  })

  return (
    <form noValidate className="grid max-w-100 gap-5" onSubmit={send}>
      {children && <p className="text-base text-pretty">{children}</p>}
      {/* tells password managers whose password this is */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <FormField
        control={control}
        name="password"
        autoComplete="current-password"
        autoFocus
        label={t`Your password`}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          kind={isDanger ? 'danger' : 'primary'}
          isPending={formState.isSubmitting}
        >
          {submit}
        </Button>
        <Button kind="outline" onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}

function StateSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading two-step sign-in`} className="appear-late grid gap-2">
      <Skeleton className="h-3.5 w-2/5" />
      <Skeleton className="h-3 w-1/3" />
    </div>
  )
}
