import { useChatSync, useChats } from '../ChatContext'

/** Asks again for that part of the list that could not be loaded; null while nothing is missing. */
export function useListFault(): (() => void) | null {
  const { dispatch } = useChatSync()
  const missing = useChats(({ list }) => {
    if (list.status === 'failed') return 'first'
    return list.status === 'ready' && list.more === 'failed' ? list.next : null
  })
  if (missing === null) return null
  return () => dispatch({ type: 'list.wanted', after: missing === 'first' ? null : missing })
}
