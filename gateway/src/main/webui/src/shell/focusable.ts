const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex], [contenteditable]'

/** What Tab would reach first in a part of the screen; null when there is nothing. */
export function firstFocusable(root: HTMLElement): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>(FOCUSABLE)) {
    if (element.tabIndex >= 0 && element.checkVisibility() && !element.closest('[inert]')) {
      return element
    }
  }
  return null
}
