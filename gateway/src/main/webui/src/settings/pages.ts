import type { Problem } from '../shared/net/problem'

type Identified = { id: string }

/** A list that is fetched page by page. */
export type Pages<Item> =
  /** The first page is on its way; `items` are those shown before. */
  | { status: 'loading'; items: readonly Item[] }
  | { status: 'failed'; items: readonly Item[]; problem: Problem }
  | {
      status: 'ready'
      items: readonly Item[]
      next: string | null
      more: 'idle' | 'loading' | 'failed'
    }

export type PagesInput<Item> =
  | { type: 'asked' }
  | { type: 'failed'; problem: Problem }
  | { type: 'loaded'; items: readonly Item[]; next: string | null }
  | { type: 'more.asked' }
  | { type: 'more.failed' }
  | { type: 'more.loaded'; items: readonly Item[]; next: string | null }
  | { type: 'changed'; item: Item }

export function reducePages<Item extends Identified>(
  pages: Pages<Item>,
  input: PagesInput<Item>,
): Pages<Item> {
  switch (input.type) {
    case 'asked':
      return { status: 'loading', items: pages.items }
    case 'failed':
      return { status: 'failed', items: [], problem: input.problem }
    case 'loaded':
      return { status: 'ready', items: input.items, next: input.next, more: 'idle' }
    case 'more.asked':
      return pages.status === 'ready' ? { ...pages, more: 'loading' } : pages
    case 'more.failed':
      return pages.status === 'ready' ? { ...pages, more: 'failed' } : pages
    case 'more.loaded': {
      if (pages.status !== 'ready') return pages
      // what was shown may have moved to the next page meanwhile
      const shown = new Set(pages.items.map(({ id }) => id))
      const added = input.items.filter(({ id }) => !shown.has(id))
      return { ...pages, items: [...pages.items, ...added], next: input.next, more: 'idle' }
    }
    case 'changed':
      return {
        ...pages,
        items: pages.items.map((item) => (item.id === input.item.id ? input.item : item)),
      }
    default:
      return input satisfies never
  }
}
