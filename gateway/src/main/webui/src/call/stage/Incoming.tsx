import { Trans, useLingui } from '@lingui/react/macro'
import { Phone, PhoneOff, Video } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { soundVolume, useIsQuiet, usePartner } from '../../chat'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { urgentTitle } from '../../shared/title'
import { toast } from '../../shared/toasts'
import { Avatar } from '../../shared/ui/Avatar'
import type { CallLine } from '../CallLine'
import { ringing } from '../calls'
import type { Call } from '../wire/frames'
import { useCall, useOwnCall } from './CallContext'
import { Press } from './Press'
import { RINGTONE, ring } from './sounds'

/** The calls that ring, over everything else. */
export function Incoming({ line }: { line: CallLine }) {
  const { t } = useLingui()
  const calls = useStore(line.store, (state) => state.calls)
  const answered = useCall(({ phase, context }) => phase !== 'idle' && context.call?.id)
  const shown = ringing(calls, line.me).filter(({ id }) => id !== answered)
  const before = useRef<readonly Call[]>([])
  useEffect(() => {
    for (const { id } of before.current) {
      const now = calls[id]
      const isElsewhere = now?.state === 'connected' && now.calleeSeat?.device !== line.device
      if (isElsewhere) toast({ kind: 'news', text: t`Answered on another of your devices` })
    }
    before.current = ringing(calls, line.me)
  }, [calls, line, t])
  return (
    <section
      aria-label={t`Incoming calls`}
      data-react-aria-top-layer="true"
      {...(shown.length > 0 ? { 'data-region': true } : {})}
      className="pointer-events-none fixed inset-x-0 top-0 z-(--z-call) grid justify-items-center gap-2 p-3 sm:justify-items-end sm:p-4"
    >
      {shown.map((call) => (
        <Sheet key={call.id} call={call} />
      ))}
    </section>
  )
}

function Sheet({ call }: { call: Call }) {
  const { t } = useLingui()
  const own = useOwnCall()
  const isBusy = useCall(({ phase }) => phase !== 'idle' && phase !== 'over')
  const person = usePartner(call.conversation)
  const nameOf = usePersonName()
  const name = person ? nameOf(person) : t`Somebody`
  useRinging(call, name)
  const kind = call.video ? <Trans>Video call</Trans> : <Trans>Voice call</Trans>
  return (
    <div
      role="alertdialog"
      aria-label={t`${name} is calling`}
      aria-describedby={`${call.id}-kind`}
      className="pointer-events-auto grid w-full max-w-sm animate-rise gap-4 rounded-xl border border-white/10 bg-stage p-4 text-stage-text shadow-pop"
    >
      <div className="flex items-center gap-3">
        <span className="ringing rounded-full">
          {person && <Avatar person={person} size={52} />}
        </span>
        <div role="alert" className="min-w-0 flex-1">
          <p className="truncate text-lg font-semibold">
            <Trans>{name} is calling</Trans>
          </p>
          <p id={`${call.id}-kind`} className="text-base text-stage-muted">
            {kind}
            {isBusy && (
              <>
                {' · '}
                <Trans>the call that you are in ends if you answer</Trans>
              </>
            )}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Press look="end" onPress={() => own.decline(call)}>
          <PhoneOff size={19} aria-hidden />
          <Trans>Decline</Trans>
        </Press>
        {call.video && (
          <Press look="plain" onPress={() => own.answer(call, false)}>
            <Phone size={19} aria-hidden />
            <Trans>Voice only</Trans>
          </Press>
        )}
        <Press look="answer" onPress={() => own.answer(call, call.video)}>
          {call.video ? <Video size={19} aria-hidden /> : <Phone size={19} aria-hidden />}
          <Trans>Answer</Trans>
        </Press>
      </div>
    </div>
  )
}

/** It rings where it is heard: a tone in one tab, the title, and a notification while nobody looks. */
function useRinging({ id, video }: Call, name: string): void {
  const { t } = useLingui()
  const { line } = useOwnCall()
  const volume = useStore(soundVolume)
  const isQuiet = useIsQuiet()
  const isBusy = useCall(({ phase }) => phase !== 'idle' && phase !== 'over')
  const title = t`${name} is calling`
  const kind = video ? t`Video call` : t`Voice call`
  useEffect(() => {
    urgentTitle.setState(title, true)
    return () => urgentTitle.setState(null, true)
  }, [title])
  useEffect(() => {
    // whoever wants to be left alone sees it, and is not disturbed
    if (isQuiet()) return
    const gone = new AbortController()
    void inOneTab(`homeroom-ring-${line.me}-${id}`, gone.signal, () => {
      // in a call a second telephone is not to be shouted over
      const silence = ring(RINGTONE, (volume / 100) ** 2 * (isBusy ? 0.25 : 1))
      gone.signal.addEventListener('abort', silence)
      let shown: Notification | null = null
      const look = () => {
        if (document.hidden) shown ??= notify(title, kind, id)
        else {
          shown?.close()
          shown = null
        }
      }
      look()
      document.addEventListener('visibilitychange', look, { signal: gone.signal })
      gone.signal.addEventListener('abort', () => shown?.close())
    })
    return () => gone.abort()
  }, [id, line, volume, isBusy, isQuiet, title, kind])
}

async function inOneTab(name: string, gone: AbortSignal, run: () => void): Promise<void> {
  if (!('locks' in navigator)) return run()
  const hold = () => {
    run()
    return new Promise<void>((end) => gone.addEventListener('abort', () => end()))
  }
  await navigator.locks.request(name, { signal: gone }, hold).catch(() => undefined)
}

function notify(title: string, body: string, tag: string): Notification | null {
  if (!('Notification' in window) || Notification.permission !== 'granted') return null
  try {
    const options = { body, tag, icon: '/icon.svg', requireInteraction: true, silent: true }
    const shown = new Notification(title, options)
    shown.onclick = () => {
      window.focus()
      shown.close()
    }
    return shown
  } catch {
    // some browsers of phones show none from a page
    return null
  }
}
