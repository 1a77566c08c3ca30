import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useChatSync } from '../ChatContext'
import type { Chat } from '../store/state'
import type { Row } from './rows'

type Log = Virtualizer<HTMLDivElement, Element>

/** A message of one line in a group; what is in view is measured. */
const ESTIMATE_PX = 32
/** So close to an end the next page is fetched. */
const FETCH_WITHIN_ROWS = 12
/** Within this the log is at its end, and stays there as messages arrive. */
const AT_END_PX = 80

type Given = {
  box: RefObject<HTMLDivElement | null>
  rows: Row[]
  chat: Chat
  jumpTo: number | null
}

/** Where the log stands, and what follows from it: pages to fetch, messages seen, following the end. */
export function useLogScroll({ box, rows, chat, jumpTo }: Given) {
  const { dispatch } = useChatSync()
  const { id, log } = chat
  const [isAtEnd, setAtEnd] = useState(true)
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ESTIMATE_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: 'end',
    followOnAppend: log?.following ?? true,
    scrollEndThreshold: AT_END_PX,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 8,
    onChange: (changed) => setAtEnd(changed.isAtEnd()),
  })
  usePlacement(virtual, rows, jumpTo)
  useFirstInPlace(virtual, rows)

  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
  const isNearStart = startIndex < FETCH_WITHIN_ROWS
  const isNearEnd = endIndex > rows.length - FETCH_WITHIN_ROWS
  const first = log?.messages[0]?.number ?? 0
  useEffect(() => {
    if (!isNearStart || log?.before !== 'idle' || first <= 1) return
    return afterScroll(() => {
      if ((virtual.calculateRange()?.startIndex ?? 0) < FETCH_WITHIN_ROWS)
        dispatch({ type: 'page.wanted', conversation: id, purpose: 'before' })
    })
  }, [dispatch, virtual, id, isNearStart, log?.before, first])
  const isBehind = log !== null && !log.following
  const last = rows.length - FETCH_WITHIN_ROWS
  useEffect(() => {
    if (!isNearEnd || !isBehind || log?.after !== 'idle') return
    return afterScroll(() => {
      if ((virtual.calculateRange()?.endIndex ?? 0) > last)
        dispatch({ type: 'page.wanted', conversation: id, purpose: 'after' })
    })
  }, [dispatch, virtual, id, isNearEnd, isBehind, log?.after, last])

  useSeen(virtual, rows, id)

  const wantsEnd = useRef(false)
  const goToEnd = useCallback(() => {
    if (!isBehind) return virtual.scrollToEnd({ behavior: isStill() ? 'auto' : 'smooth' })
    wantsEnd.current = true
    dispatch({ type: 'page.wanted', conversation: id, purpose: 'latest' })
  }, [dispatch, id, isBehind, virtual])
  const mine = rows.findLast((row) => row.type === 'message' && row.outgoing !== null)?.key
  // what one has just written is always shown, wherever one was reading
  useEffect(() => {
    if (mine !== undefined) virtual.scrollToEnd()
  }, [mine, virtual])
  useLayoutEffect(() => {
    if (!wantsEnd.current || isBehind) return
    wantsEnd.current = false
    virtual.scrollToEnd()
  })
  return { virtual, isAtEnd: isAtEnd && !isBehind, goToEnd }
}

/**
 * Keeps the first message where it is when older ones come in above it while what stands before it is in view. The
 * virtualizer keeps the row at the top of the view, which then is the sign that older ones are being loaded, or a day's
 * name: both are elsewhere afterwards.
 */
function useFirstInPlace(virtual: Log, rows: Row[]): void {
  const at = rows.findIndex((row) => row.type === 'message')
  const key = rows[at]?.key
  const before = useRef<{ key: string | undefined; top: number }>({ key, top: -1 })
  useLayoutEffect(() => {
    const known = before.current
    if (known.key !== key && known.top >= 0) {
      const now = rows.findIndex((row) => row.key === known.key)
      const start = virtual.measurementsCache[now]?.start
      if (now > at && start !== undefined) virtual.scrollToOffset(start - known.top)
    }
    const start = virtual.measurementsCache[at]?.start
    before.current = { key, top: start === undefined ? -1 : start - (virtual.scrollOffset ?? 0) }
  })
}

/**
 * Rows that come in above move the log by their height, which it hears of with the next frame. Asked before, it is still
 * near its start, and would fetch page after page.
 */
function afterScroll(run: () => void): () => void {
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}

/** Opens the log at its end, or at the divider if that is more than a screen up; later goes where a link points. */
function usePlacement(virtual: Log, rows: Row[], jumpTo: number | null): void {
  const divider = rows.findIndex((row) => row.type === 'new')
  const target =
    jumpTo === null ? -1 : rows.findIndex((row) => row.type === 'message' && row.number === jumpTo)
  const placed = useRef<string | null>(null)
  useLayoutEffect(() => {
    const place = jumpTo === null ? 'opened' : `at ${jumpTo}`
    if (placed.current === place || (jumpTo !== null && target < 0)) return
    // after a jump, losing the target does not move the reader
    const isFirst = placed.current === null
    placed.current = place
    if (target >= 0) return virtual.scrollToIndex(target, { align: 'center' })
    if (!isFirst) return
    virtual.scrollToEnd()
    if (divider < 0) return
    const frame = requestAnimationFrame(() => {
      const start = virtual.measurementsCache[divider]?.start ?? 0
      if (start < (virtual.scrollOffset ?? 0)) virtual.scrollToIndex(divider, { align: 'start' })
    })
    return () => cancelAnimationFrame(frame)
  }, [virtual, divider, target, jumpTo])
}

/** Moves the read marker to the last message in view, while somebody is there to see it. */
function useSeen(virtual: Log, rows: Row[], id: string): void {
  const { dispatch } = useChatSync()
  const report = useCallback(() => {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return
    const bottom = (virtual.scrollOffset ?? 0) + (virtual.scrollRect?.height ?? 0)
    const visible = virtual.getVirtualItems().filter((item) => item.end <= bottom + AT_END_PX)
    const numbers = visible
      .map(({ index }) => rows[index])
      .flatMap((row) => (row?.type === 'message' ? [row.number] : []))
    const number = Math.max(0, ...numbers)
    if (number > 0) dispatch({ type: 'seen', conversation: id, number })
  }, [dispatch, virtual, rows, id])
  useEffect(report)
  useEffect(() => {
    window.addEventListener('focus', report)
    document.addEventListener('visibilitychange', report)
    return () => {
      window.removeEventListener('focus', report)
      document.removeEventListener('visibilitychange', report)
    }
  }, [report])
}

/** Somebody who asked for less motion jumps. A style cannot say so for a way of scrolling that is asked for by name. */
const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
