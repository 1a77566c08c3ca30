import { useEffect } from 'react'
import { firstFocusable } from './focusable'

/** Where the focus was when a region was left, so that it can be gone on with. */
const lastFocused = new WeakMap<HTMLElement, HTMLElement>()

const isShown = (element: HTMLElement) => element.checkVisibility() && !element.closest('[inert]')

/** The parts of the screen, in the order in which they are read. */
const regions = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown)

function focusRegion(region: HTMLElement): void {
  const last = lastFocused.get(region)
  const target = last?.isConnected && isShown(last) ? last : firstFocusable(region)
  if (!target) region.tabIndex = -1
  ;(target ?? region).focus()
}

/** F6 goes to the next part of the screen, Shift+F6 to the one before. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.altKey || event.ctrlKey || event.metaKey) return
      const all = regions()
      const { activeElement } = document
      const at = all.findLastIndex((region) => region.contains(activeElement))
      const from = all[at]
      if (from && activeElement instanceof HTMLElement) lastFocused.set(from, activeElement)
      const step = event.shiftKey ? -1 : 1
      const next =
        at === -1 && event.shiftKey ? all.length - 1 : (at + step + all.length) % all.length
      const to = all[next]
      if (!to) return
      event.preventDefault()
      focusRegion(to)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
