import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { Answer } from '../shared/net/problem'
import { type Pages, type PagesInput, reducePages } from './pages'

type Page<Item> = { items: readonly Item[]; next: string | null }

/** Fetches the first page when shown and whenever `fetchPage` is another function, and further ones when asked to. */
export function usePages<Item extends { id: string }>(
  fetchPage: (after: string | null, signal: AbortSignal) => Promise<Answer<Page<Item>>>,
) {
  const [pages, dispatch] = useReducer<Pages<Item>, [PagesInput<Item>]>(reducePages, {
    status: 'loading',
    items: [],
  })
  const current = useRef<AbortController>(null)

  const load = useCallback(() => {
    current.current?.abort()
    const gone = new AbortController()
    current.current = gone
    dispatch({ type: 'asked' })
    void fetchPage(null, gone.signal).then((answer) => {
      if (gone.signal.aborted) return
      dispatch(
        answer.ok
          ? { type: 'loaded', ...answer.value }
          : { type: 'failed', problem: answer.problem },
      )
    })
  }, [fetchPage])

  useEffect(() => {
    load()
    return () => current.current?.abort()
  }, [load])

  const loadMore = () => {
    const gone = current.current
    if (pages.status !== 'ready' || pages.next === null || !gone) return
    dispatch({ type: 'more.asked' })
    void fetchPage(pages.next, gone.signal).then((answer) => {
      if (gone.signal.aborted) return
      dispatch(answer.ok ? { type: 'more.loaded', ...answer.value } : { type: 'more.failed' })
    })
  }

  return {
    pages,
    tryAgain: load,
    loadMore,
    change: (item: Item) => dispatch({ type: 'changed', item }),
  }
}
