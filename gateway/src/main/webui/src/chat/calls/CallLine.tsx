import { Trans, useLingui } from '@lingui/react/macro'
import { Phone, PhoneMissed, Video } from 'lucide-react'
import { useStore } from 'zustand'
import { calling } from '../../shared/calling'
import { Button } from '../../shared/ui/Button'
import { type CallCard, isMissed } from '../store/calls'
import { callWords } from './callWords'

type Props = { conversation: string; call: CallCard; isMine: boolean }

/** What is left of a call, where messages stand. */
export function CallLine({ conversation, call, isMine }: Props) {
  const { i18n } = useLingui()
  const callBack = useStore(calling, (state) => state.begin)
  const missed = !isMine && isMissed(call)
  const Icon = missed ? PhoneMissed : call.video ? Video : Phone
  return (
    <div className="mt-1 inline-flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-surface px-3 py-2 ring-1 ring-line">
      <span
        className={`grid size-8 shrink-0 place-items-center rounded-full ${missed ? 'bg-bad-soft text-bad-text' : 'bg-accent-soft text-accent-text'}`}
      >
        <Icon size={16} strokeWidth={2.2} aria-hidden />
      </span>
      <span className={`min-w-0 text-base font-medium ${missed ? 'text-bad-text' : ''}`}>
        {callWords(i18n, call, isMine)}
      </span>
      {missed && callBack && (
        <Button size="sm" kind="soft" onPress={() => callBack(conversation, call.video)}>
          <Trans>Call back</Trans>
        </Button>
      )}
    </div>
  )
}
