import { Trans, useLingui } from '@lingui/react/macro'
import { CircleAlert } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { Button } from '../../shared/ui/Button'
import { useChatSync } from '../ChatContext'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { Reactions } from './Reactions'
import { Stub } from './Stub'
import type { Wished } from './useWished'

const EditBox = lazy(() => import('./EditBox'))

/** What somebody wrote: as it is shown, being edited, or what is left of it once deleted; below it, the reactions. */
export function Written({ wished, children }: { wished: Wished; children: ReactNode }) {
  const { editing } = useMessageUi()
  const { shown, deletion, failedEdit } = wished
  if (shown.deletedAt !== undefined) return <Stub message={shown} deletion={deletion} />
  if (editing === shown.number) {
    const kept = failedEdit?.wish.kind === 'edit' ? failedEdit.wish : null
    return (
      <Suspense fallback={children}>
        <EditBox
          message={shown}
          {...(kept ? { text: kept.text } : {})}
          {...(kept?.title ? { title: kept.title } : {})}
        />
      </Suspense>
    )
  }
  return (
    <>
      {children}
      {failedEdit && <NotSaved message={shown} wished={wished} />}
      <Reactions message={shown} />
    </>
  )
}

function NotSaved({ message, wished }: { message: Message; wished: Wished }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { onEdit } = useMessageUi()
  const textOf = useProblemText()
  const { failedEdit } = wished
  if (failedEdit?.state.status !== 'failed') return null
  const { problem } = failedEdit.state
  const { conversation, id } = failedEdit
  const why =
    problem.slug === 'text-too-long'
      ? t`it is too long`
      : problem.slug === 'channel-archived'
        ? t`the channel is archived`
        : problem.slug === 'too-many-mentions'
          ? t`it calls too many people`
          : problem.slug === 'not-allowed'
            ? t`you may not call everybody here`
            : null
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-2 text-sm text-bad-text">
      <CircleAlert size={15} aria-hidden />
      {why === null ? textOf(problem) : <Trans>Your change was not saved: {why}.</Trans>}
      <Button kind="plain" size="sm" onPress={() => onEdit(message.number)}>
        <Trans>Edit</Trans>
      </Button>
      <Button
        kind="plain"
        size="sm"
        onPress={() => dispatch({ type: 'wish.withdrawn', conversation, id })}
      >
        <Trans>Discard</Trans>
      </Button>
    </p>
  )
}
