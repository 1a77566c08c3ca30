import { Trans, useLingui } from '@lingui/react/macro'
import { CircleAlert } from 'lucide-react'
import { newId } from '../../shared/ids'
import { Button } from '../../shared/ui/Button'
import { useChatSync } from '../ChatContext'
import type { Kind, Outgoing } from '../store/state'

/** The same without what it answers; null if it answers nothing in particular. */
function alone(as: Kind): Kind | null {
  switch (as.kind) {
    case 'message':
      return as.replyTo === undefined ? null : { kind: 'message' }
    case 'comment':
      return as.replyTo === null ? null : { ...as, replyTo: null }
    case 'post':
      return null
    default:
      return as satisfies never
  }
}

export default function WhyNotSent({
  outgoing: { conversation, clientId, as, state, files: outgoingFiles },
}: {
  outgoing: Outgoing
}) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const slug = state.status === 'failed' ? state.problem.slug : ''
  const isGone = slug === 'recipient-deleted'
  const isTooLong = slug === 'text-too-long' || slug === 'frame-too-large'
  const isOfFile = outgoingFiles.some(({ problem }) => problem !== null)
  const isUnanswerable = slug === 'message-deleted' || slug === 'message-not-found'
  // without what it answers it may still be said
  const kind = isUnanswerable ? alone(as) : null
  const isShut =
    (isUnanswerable && kind === null) ||
    slug === 'channel-archived' ||
    slug === 'comments-closed' ||
    slug === 'not-allowed'
  const retry = () => {
    const at = Date.now()
    dispatch({
      type: 'retried',
      conversation,
      clientId,
      as: newId(at),
      at,
      ...(kind ? { kind } : {}),
    })
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-bad-text">
      <CircleAlert size={15} aria-hidden />
      <span>
        {isOfFile
          ? t`Not sent: a file could not be uploaded`
          : isTooLong
            ? t`Not sent: it is too long`
            : isGone
              ? t`Not sent: the account is deleted`
              : slug === 'channel-archived'
                ? t`Not sent: the channel is archived`
                : slug === 'comments-closed'
                  ? t`Not sent: the post takes no comments`
                  : isUnanswerable
                    ? t`Not sent: what it answers is gone`
                    : slug === 'conversation-closed'
                      ? t`Not sent: nothing can be written here at the moment`
                      : slug === 'not-allowed'
                        ? t`Not sent: you may not write this here`
                        : t`Not sent`}
      </span>
      {!isGone && !isShut && (
        <Button kind="plain" size="sm" onPress={retry}>
          {kind ? <Trans>Send without the reply</Trans> : <Trans>Try again</Trans>}
        </Button>
      )}
      <Button
        kind="plain"
        size="sm"
        onPress={() => dispatch({ type: 'discarded', conversation, clientId })}
      >
        <Trans>Delete</Trans>
      </Button>
    </p>
  )
}
