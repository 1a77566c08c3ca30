import { useMemo } from 'react'
import { newId } from '../../shared/ids'
import { useChatSync, useChats } from '../ChatContext'
import { asWished, pendingOf } from '../store/pending'
import type { Id, Message, Pending, Wish } from '../store/state'

export type Wished = {
  /** The message as it will be once all that one wishes of it is done. */
  shown: Message
  /** Its deletion, as long as it can be taken back. */
  deletion: Pending | null
  /** An edit that was refused. */
  failedEdit: Pending | null
}

export function useWished(conversation: Id, message: Message): Wished
export function useWished(conversation: Id, message: Message | null): Wished | null
export function useWished(conversation: Id, message: Message | null): Wished | null {
  const me = useChats((state) => state.me)
  const pending = useChats((state) => pendingOf(state, conversation))
  return useMemo(() => {
    if (!message) return null
    const its = pending.filter(({ number }) => number === message.number)
    if (its.length === 0) return { shown: message, deletion: null, failedEdit: null }
    const find = (kind: Wish['kind'], status: Pending['state']['status']) =>
      its.find((one) => one.wish.kind === kind && one.state.status === status) ?? null
    return {
      shown: asWished(message, its, me),
      deletion: find('delete', 'held'),
      failedEdit: find('edit', 'failed'),
    }
  }, [message, pending, me])
}

/** Says what shall become of a message. */
export function useWish(conversation: Id, number: number): (wish: Wish) => void {
  const { dispatch } = useChatSync()
  return (wish) => {
    const at = Date.now()
    dispatch({ type: 'wished', id: newId(at), conversation, number, wish, at })
  }
}
