import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { Post } from '../store/state'

/** A post of some lines with its footer; what is in view is measured. */
const ESTIMATE_PX = 240
const GAP_PX = 12

/** Of a channel's posts only those in view are in the page, and the one that has the focus with its neighbours. */
export function useFeedWindow(
  box: RefObject<HTMLDivElement | null>,
  posts: readonly Post[],
): {
  list: RefObject<HTMLDivElement | null>
  height: number
  shown: readonly { key: string; index: number; post: Post; top: number }[]
  measure: (element: HTMLElement | null) => void
} {
  const list = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState(0)
  // what stands above the posts comes and goes
  useLayoutEffect(() => {
    if (list.current && box.current)
      setAbove(
        list.current.getBoundingClientRect().top -
          box.current.getBoundingClientRect().top +
          box.current.scrollTop,
      )
  })
  const keyOf = (index: number) => {
    const message = posts[index]?.message
    return message ? `${message.sender}:${message.clientId}` : String(index)
  }
  const rangeExtractor = useCallback((range: Range) => {
    const inView = defaultRangeExtractor(range)
    const focused = list.current?.querySelector(':scope > :focus-within')
    const at = Number(focused?.getAttribute('data-index') ?? Number.NaN)
    if (Number.isNaN(at)) return inView
    const beside = [at - 1, at, at + 1].filter((index) => index >= 0 && index < range.count)
    return [...new Set([...inView, ...beside])].sort((a, b) => a - b)
  }, [])
  const virtual = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: posts.length,
    getScrollElement: () => box.current,
    estimateSize: () => ESTIMATE_PX,
    getItemKey: keyOf,
    gap: GAP_PX,
    overscan: 3,
    scrollMargin: above,
    rangeExtractor,
  })
  const shown = virtual.getVirtualItems().flatMap(({ index, start }) => {
    const post = posts[index]
    return post ? [{ key: keyOf(index), index, post, top: start - above }] : []
  })
  return { list, height: virtual.getTotalSize(), shown, measure: virtual.measureElement }
}
