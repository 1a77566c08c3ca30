import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import type { Row } from './rows'

const MESSAGE = '[data-message]'

/**
 * Tab goes from the log to one message, and on to what one may do with it; the arrows go from there to the next and the one
 * before. At first it is the last message.
 */
export function useMessageKeys(rows: readonly Row[]) {
  const [focused, setFocused] = useState<string | null>(null)
  const last = rows.findLast((row) => row.type === 'message')?.key ?? null
  const isThere = focused !== null && rows.some((row) => row.key === focused)
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const message = event.target.closest(MESSAGE)
    const index = message?.closest<HTMLElement>('[data-index]')?.dataset.index
    if (index !== undefined) setFocused(rows[Number(index)]?.key ?? null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches(MESSAGE))
      return
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(MESSAGE)].sort(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    )
    const next = all[all.indexOf(event.target) + step]
    if (!next) return
    event.preventDefault()
    next.tabIndex = 0
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
  }
  return { stop: isThere ? focused : last, onFocus, onKeyDown }
}
