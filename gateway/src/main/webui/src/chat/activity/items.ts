import type { components } from '../../shared/api/chat.gen'
import type { Problem } from '../../shared/net/problem'

export type Activity = components['schemas']['Activity']
type Page = { items: readonly Activity[]; next: string | null }

/** What of Activity is loaded, the latest first. */
export type Items =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | {
      status: 'ready'
      items: readonly Activity[]
      next: string | null
      more: 'idle' | 'loading' | 'failed'
    }

/** The same for the same thing, whatever became of it. */
export const keyOf = ({ conversation, number, kind }: Activity): string =>
  `${conversation}:${number}:${kind === 'reaction' ? 'reaction' : ''}`

/** With the first page as it is by now: what is not in it any more is gone, and what is older stays. */
export function refreshed(before: Items, page: Page): Items {
  const last = page.items.at(-1)
  if (before.status !== 'ready' || page.next === null || !last)
    return { status: 'ready', ...page, more: 'idle' }
  const fresh = new Set(page.items.map(keyOf))
  const older = before.items.filter((item) => item.at < last.at && !fresh.has(keyOf(item)))
  if (older.length === 0) return { status: 'ready', ...page, more: 'idle' }
  return { ...before, items: [...page.items, ...older] }
}

export function continued(before: Items, page: Page): Items {
  if (before.status !== 'ready') return before
  const shown = new Set(before.items.map(keyOf))
  const added = page.items.filter((item) => !shown.has(keyOf(item)))
  return { status: 'ready', items: [...before.items, ...added], next: page.next, more: 'idle' }
}
