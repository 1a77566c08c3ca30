import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useProblemText } from '../../shared/i18n/useProblemText'
import { toast } from '../../shared/toasts'
import { useChatSync, useChats } from '../ChatContext'
import type { Pending } from '../store/state'

/** Tells what could not be done: it has gone back to how it was, where nobody may be looking any more. */
export function RefusedWishes() {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const refused = useChats((state) => state.refused)
  const textOf = useProblemText()
  useEffect(() => {
    if (refused.length === 0) return
    const words = ({ wish, state }: Pending): string => {
      if (state.status !== 'failed') return ''
      switch (state.problem.slug) {
        case 'message-deleted':
          return t`The message was deleted meanwhile.`
        case 'channel-archived':
          return t`The channel is archived.`
        case 'too-many-reactions':
          return t`The message has so many different reactions that it takes no more.`
        case 'too-many-pins':
          return t`50 messages are pinned here already. Unpin one first.`
        case 'not-allowed':
          return wish.kind === 'delete'
            ? t`You may not delete this.`
            : t`You may not do this here any more.`
        default:
          return textOf(state.problem)
      }
    }
    for (const one of refused) toast({ kind: 'problem', text: words(one) })
    dispatch({ type: 'refusals.told' })
  }, [refused, dispatch, t, textOf])
  return null
}
