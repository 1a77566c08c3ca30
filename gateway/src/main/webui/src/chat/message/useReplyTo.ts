import { useChatSync, useChats } from '../ChatContext'
import { replyPlace } from '../store/drafts'

/** The number of the message that is answered by what is being written; it is part of the draft. */
export function useReplyTo(place: string) {
  const { dispatch } = useChatSync()
  const kept = useChats((state) => state.drafts[replyPlace(place)])
  return {
    replyTo: kept === undefined ? null : Number(kept),
    answer: (number: number | null) =>
      dispatch({ type: 'drafted', place: replyPlace(place), text: number?.toString() ?? '' }),
  }
}
