import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { Answer } from '../net/problem'
import { type Order, type Page, type Pages, type PagesInput, reducePages } from './pages'

const byId: Order<{ id: string }> = { keyOf: ({ id }) => id }

type Fetch<Item, Cursor> = (
  after: Cursor | null,
  signal: AbortSignal,
) => Promise<Answer<Page<Item, Cursor>>>

type Paged<Item, Cursor> = {
  pages: Pages<Item, Cursor>
  tryAgain: () => void
  loadMore: () => void
  /** Puts what an item has become in its place. */
  change: (item: Item) => void
}

/**
 * Fetches the first page when shown and whenever `fetchPage` is another function, and further ones when asked to.
 *
 * @param order of items that have no `id`, or of a list that is refreshed
 * @param version another one asks for the first page again, of a list that goes on being shown
 */
export function usePages<Item extends { id: string }, Cursor>(
  fetchPage: Fetch<Item, Cursor>,
): Paged<Item, Cursor>
export function usePages<Item, Cursor>(
  fetchPage: Fetch<Item, Cursor>,
  order: Order<Item>,
  version?: unknown,
): Paged<Item, Cursor>
export function usePages<Item, Cursor>(
  fetchPage: Fetch<Item, Cursor>,
  order = byId as unknown as Order<Item>,
  version?: unknown,
): Paged<Item, Cursor> {
  const [pages, dispatch] = useReducer(
    (before: Pages<Item, Cursor>, input: PagesInput<Item, Cursor>) =>
      reducePages(order, before, input),
    { status: 'loading', items: [] },
  )
  /** What is shown a list of, and until when its pages are waited for. */
  const list = useRef<{ fetchPage: Fetch<Item, Cursor>; ended: AbortController }>(null)
  const first = useRef<AbortController>(null)

  const load = useCallback(
    (isRefresh: boolean) => {
      first.current?.abort()
      const superseded = new AbortController()
      first.current = superseded
      if (!isRefresh) {
        list.current?.ended.abort()
        list.current = { fetchPage, ended: new AbortController() }
        dispatch({ type: 'asked' })
      }
      void fetchPage(null, superseded.signal).then((answer) => {
        if (superseded.signal.aborted) return
        if (answer.ok) dispatch({ type: isRefresh ? 'refreshed' : 'loaded', ...answer.value })
        else dispatch({ type: isRefresh ? 'refresh.failed' : 'failed', problem: answer.problem })
      })
    },
    [fetchPage],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version asks again
  useEffect(() => {
    load(list.current?.fetchPage === fetchPage)
    return () => first.current?.abort()
  }, [load, fetchPage, version])
  useEffect(
    () => () => {
      list.current?.ended.abort()
      list.current = null
    },
    [],
  )

  const loadMore = () => {
    const ended = list.current?.ended.signal
    if (pages.status !== 'ready' || pages.next === null || !ended) return
    dispatch({ type: 'more.asked' })
    void fetchPage(pages.next, ended).then((answer) => {
      if (ended.aborted) return
      dispatch(answer.ok ? { type: 'more.loaded', ...answer.value } : { type: 'more.failed' })
    })
  }

  return {
    pages,
    tryAgain: () => load(false),
    loadMore,
    change: (item) => dispatch({ type: 'changed', item }),
  }
}
