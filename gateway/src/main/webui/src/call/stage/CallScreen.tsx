import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Minimize2 } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useStore } from 'zustand'
import { usePartner } from '../../chat'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import type { PersonShown } from '../../shared/ui/person'
import { Tip } from '../../shared/ui/Tip'
import { useCall, useOwn, useOwnCall } from './CallContext'
import { CallTime } from './CallTime'
import { Controls } from './Controls'
import { LineWord } from './LineWord'
import { Notices } from './Notices'
import { Others } from './Others'
import { OwnTile } from './OwnTile'
import { Press } from './Press'
import { endedPlainly, useEndWords } from './useEndWords'
import { useQuietControls } from './useQuietControls'

/** A call that has the whole window. */
export function CallScreen({ onSmall }: { onSmall: () => void }) {
  const { t } = useLingui()
  const conversation = useCall(
    ({ context: { call, beginning } }) => (call ?? beginning)?.conversation,
  )
  const person = usePartner(conversation ?? '')
  const nameOf = usePersonName()
  const name = person ? nameOf(person) : t`Somebody`
  const phase = useCall((state) => state.phase)
  const isSharing = useOwn(({ screen }) => screen.status === 'on')
  const stage = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLVideoElement>(null)
  const areShown = useQuietControls(stage, phase === 'flowing')
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled
      className="fixed inset-0 z-(--z-panel) h-(--visual-viewport-height)"
    >
      <Modal className="size-full">
        <Dialog aria-label={t`Call with ${name}`} className="size-full outline-none">
          <div
            ref={stage}
            data-stage
            className={`on-stage relative flex size-full flex-col overflow-hidden bg-stage text-stage-text ${isSharing ? 'ring-3 ring-accent ring-inset' : ''}`}
          >
            {phase === 'over' ? (
              <Over name={name} person={person} />
            ) : (
              <>
                <Others name={name} person={person} picture={picture} />
                <header
                  className={`absolute inset-x-0 top-0 flex items-start gap-3 bg-linear-to-b from-black/60 to-transparent p-4 pb-10 transition-opacity duration-200 ${areShown ? '' : 'opacity-0'}`}
                >
                  <div className="min-w-0 flex-1">
                    <h2 className="truncate text-lg font-semibold">{name}</h2>
                    <p className="flex flex-wrap items-center gap-x-2 text-base text-stage-muted">
                      <PhaseWords />
                    </p>
                  </div>
                  <Tip label={t`Make the call small`} placement="bottom">
                    <Button
                      aria-label={t`Make the call small`}
                      onPress={onSmall}
                      className="grid size-10 place-items-center rounded-full bg-ctl hover:bg-ctl-hover"
                    >
                      <Minimize2 size={19} aria-hidden />
                    </Button>
                  </Tip>
                </header>
                <OwnTile />
                <div className="absolute inset-x-0 bottom-0 pb-[env(safe-area-inset-bottom)]">
                  <Notices name={name} />
                  <div
                    className={`bg-linear-to-t from-black/60 to-transparent transition-opacity duration-200 ${areShown ? '' : 'opacity-0'}`}
                  >
                    <Controls name={name} stage={stage} picture={picture} onSmall={onSmall} />
                  </div>
                </div>
              </>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** How far it has come, and how the line is. Said when it changes. */
function PhaseWords() {
  const phase = useCall((state) => state.phase)
  const answeredAt = useCall(({ context }) => context.call?.answeredAt)
  const words = usePhaseWords()
  return (
    <>
      <span role="status" className="-me-2 not-empty:me-0">
        {words}
      </span>
      {phase === 'flowing' && answeredAt && <CallTime answeredAt={answeredAt} />}
      {phase === 'flowing' && <LineWord />}
    </>
  )
}

function usePhaseWords(): ReactNode {
  const phase = useCall((state) => state.phase)
  const { line } = useOwnCall()
  const isUp = useStore(line.store, (state) => state.isUp)
  switch (phase) {
    case 'asking':
      return isUp ? <Trans>Calling…</Trans> : <Trans>Calling as soon as you are back online…</Trans>
    case 'calling':
      return <Trans>Calling…</Trans>
    case 'answering':
    case 'connecting':
      return <Trans>Connecting…</Trans>
    case 'reconnecting':
      return <Trans>Reconnecting…</Trans>
    case 'flowing':
    case 'idle':
    case 'over':
      return null
    default:
      return phase satisfies never
  }
}

/** What came of it, and what there is to do about it. */
function Over({ name, person }: { name: string; person: PersonShown | null }) {
  const own = useOwnCall()
  const context = useCall((state) => state.context)
  const words = useEndWords()(context)
  const navigate = useNavigate()
  const isOver = endedPlainly(context)
  const conversation = (context.call ?? context.beginning)?.conversation
  const video = (context.call ?? context.beginning)?.video ?? false
  return (
    <div className="m-auto grid w-full max-w-sm justify-items-center gap-5 p-6 text-center">
      {person && <Avatar person={person} size={112} />}
      <div className="grid gap-1">
        <h2 className="text-xl font-semibold">{name}</h2>
        <p role="alert" className="text-md text-stage-muted">
          {words}
        </p>
      </div>
      {!isOver && conversation !== undefined && (
        <div className="flex w-full flex-wrap gap-2">
          <Press look="answer" onPress={() => own.call(conversation, video)}>
            <Trans>Call again</Trans>
          </Press>
          <Press
            look="plain"
            onPress={() => {
              own.dismiss()
              void navigate({ to: '/chats/$chatId', params: { chatId: conversation } })
            }}
          >
            <Trans>Leave a message</Trans>
          </Press>
          <Press look="plain" onPress={() => own.dismiss()}>
            <Trans>Close</Trans>
          </Press>
        </div>
      )}
    </div>
  )
}
