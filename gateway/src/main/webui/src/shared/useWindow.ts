import {
  defaultRangeExtractor,
  measureElement,
  observeElementOffset,
  type Range,
  useVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** What is in view now, as indices. */
export type InView = { first: number; last: number }

/**
 * What is out of sight says of itself that it is scrolled to the top, and nothing when it is shown again where it was: it
 * is heard only in sight, and asked when it comes back.
 */
const offsetInSight: typeof observeElementOffset<HTMLElement> = (instance, tell) => {
  const element = instance.scrollElement
  if (!element) return
  const end = observeElementOffset(instance, (offset, isScrolling) => {
    if (element.checkVisibility()) tell(offset, isScrolling)
  })
  let wasInSight = element.checkVisibility()
  const shown = new ResizeObserver(() => {
    const isInSight = element.checkVisibility()
    if (isInSight && !wasInSight) tell(element.scrollTop, false)
    wasInSight = isInSight
  })
  shown.observe(element)
  return () => {
    shown.disconnect()
    end?.()
  }
}

/**
 * Of a long list only the rows in view are in the page, and the one that has the focus with its neighbours, so that the
 * keyboard goes on from it. Give the list the ref and height, and each row `data-index`, the ref `measure` and its top.
 *
 * @param box what scrolls; its first child holds the list and whatever else scrolls with it
 * @param estimate of a row's height, in px; what is in view is measured
 */
export function useWindow<Item>({
  box,
  items,
  keyOf,
  estimate,
  gap = 0,
}: {
  box: RefObject<HTMLElement | null>
  items: readonly Item[]
  keyOf: (item: Item) => string
  estimate: number
  gap?: number
}): {
  list: (element: HTMLElement | null) => void
  height: number
  shown: readonly { key: string; index: number; item: Item; top: number }[]
  measure: (element: HTMLElement | null) => void
  /** Null while nothing of the list can be seen. */
  inView: InView | null
  /** Brings a row to the middle. */
  goTo: (index: number) => void
} {
  const list = useRef<HTMLElement>(null)
  const [above, setAbove] = useState(0)
  const place = useCallback(() => {
    if (list.current && box.current?.checkVisibility())
      setAbove(
        list.current.getBoundingClientRect().top -
          box.current.getBoundingClientRect().top +
          box.current.scrollTop,
      )
  }, [box])
  // what stands above the list comes and goes, and grows as its pictures load
  useLayoutEffect(place)
  useEffect(() => {
    const content = box.current?.firstElementChild
    if (!content) return
    // within the observer's own turn nothing may move
    let frame = 0
    const grown = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(place)
    })
    grown.observe(content)
    return () => {
      cancelAnimationFrame(frame)
      grown.disconnect()
    }
  }, [box, place])
  // what scrolls may be there only after the list: it is looked for once more
  const [, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  const keyAt = (index: number) => {
    const item = items[index]
    return item === undefined ? String(index) : keyOf(item)
  }
  const rangeExtractor = useCallback((range: Range) => {
    const inView = defaultRangeExtractor(range)
    const focused = list.current?.querySelector(':scope > :focus-within')
    const at = Number(focused?.getAttribute('data-index') ?? Number.NaN)
    if (Number.isNaN(at)) return inView
    const beside = [at - 1, at, at + 1].filter((index) => index >= 0 && index < range.count)
    return [...new Set([...inView, ...beside])].sort((a, b) => a - b)
  }, [])
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    getItemKey: keyAt,
    gap,
    overscan: 3,
    scrollMargin: above,
    // what is not shown for a while has no size then, and would have forgotten where it stood
    measureElement: (element, entry, instance) =>
      element.checkVisibility()
        ? measureElement(element, entry, instance)
        : (instance.itemSizeCache.get(keyAt(instance.indexFromElement(element))) ?? estimate),
    rangeExtractor,
    observeElementOffset: offsetInSight,
  })
  const shown = virtual.getVirtualItems().flatMap(({ index, start }) => {
    const item = items[index]
    return item === undefined ? [] : [{ key: keyAt(index), index, item, top: start - above }]
  })
  const range = virtual.range
  return {
    list: useCallback((element) => {
      list.current = element
    }, []),
    height: virtual.getTotalSize(),
    shown,
    measure: virtual.measureElement,
    inView: range && { first: range.startIndex, last: range.endIndex },
    goTo: useCallback((index) => virtual.scrollToIndex(index, { align: 'center' }), [virtual]),
  }
}
