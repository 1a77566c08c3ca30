import type { Answer, Problem } from '../net/problem'

export type Page<Item, Cursor = string> = { items: readonly Item[]; next: Cursor | null }

/** A list that is fetched page by page. */
export type Pages<Item, Cursor = string> =
  /** The first page is on its way; `items` are those shown before. */
  | { status: 'loading'; items: readonly Item[] }
  | { status: 'failed'; items: readonly Item[]; problem: Problem }
  | {
      status: 'ready'
      items: readonly Item[]
      /** Where the next page begins; null if there is none. */
      next: Cursor | null
      more: 'idle' | 'loading' | 'failed'
    }

export type PagesInput<Item, Cursor = string> =
  | { type: 'asked' }
  | { type: 'failed'; problem: Problem }
  | ({ type: 'loaded' } & Page<Item, Cursor>)
  /** The first page as it is by now; what is shown stays meanwhile. */
  | ({ type: 'refreshed' } & Page<Item, Cursor>)
  | { type: 'refresh.failed'; problem: Problem }
  | { type: 'more.asked' }
  | { type: 'more.failed' }
  | ({ type: 'more.loaded' } & Page<Item, Cursor>)
  | { type: 'changed'; item: Item }

/** What is known of the items of a list. */
export type Order<Item> = {
  /** The same for the same thing, whatever became of it. */
  keyOf: (item: Item) => string
  /** Whether an item stands after another in the list; only lists that are refreshed need to know. */
  isAfter?: (item: Item, other: Item) => boolean
}

export function reducePages<Item, Cursor>(
  order: Order<Item>,
  pages: Pages<Item, Cursor>,
  input: PagesInput<Item, Cursor>,
): Pages<Item, Cursor> {
  const { keyOf } = order
  switch (input.type) {
    case 'asked':
      return { status: 'loading', items: pages.items }
    case 'failed':
      return { status: 'failed', items: [], problem: input.problem }
    case 'loaded':
      return { status: 'ready', items: input.items, next: input.next, more: 'idle' }
    case 'refreshed':
      return refreshed(order, pages, input)
    case 'refresh.failed':
      return pages.status === 'ready'
        ? pages
        : { status: 'failed', items: [], problem: input.problem }
    case 'more.asked':
      return pages.status === 'ready' ? { ...pages, more: 'loading' } : pages
    case 'more.failed':
      return pages.status === 'ready' ? { ...pages, more: 'failed' } : pages
    case 'more.loaded': {
      if (pages.status !== 'ready') return pages
      // what was shown may have moved to the next page meanwhile
      const shown = new Set(pages.items.map(keyOf))
      const added = input.items.filter((item) => !shown.has(keyOf(item)))
      return { ...pages, items: [...pages.items, ...added], next: input.next, more: 'idle' }
    }
    case 'changed':
      return {
        ...pages,
        items: pages.items.map((item) => (keyOf(item) === keyOf(input.item) ? input.item : item)),
      }
    default:
      return input satisfies never
  }
}

/** What the first page does not have any more is gone; what stands after it stays. */
function refreshed<Item, Cursor>(
  { keyOf, isAfter = () => false }: Order<Item>,
  pages: Pages<Item, Cursor>,
  { items, next }: Page<Item, Cursor>,
): Pages<Item, Cursor> {
  const last = items.at(-1)
  if (pages.status === 'ready' && next !== null && last !== undefined) {
    const fresh = new Set(items.map(keyOf))
    const after = pages.items.filter((item) => isAfter(item, last) && !fresh.has(keyOf(item)))
    if (after.length > 0) return { ...pages, items: [...items, ...after] }
  }
  return { status: 'ready', items, next, more: 'idle' }
}

/** An answer whose list goes by a name of its own. */
export function pageOf<Name extends string, Item, Cursor>(
  answer: Answer<Record<Name, readonly Item[]> & { next: Cursor | null }>,
  name: Name,
): Answer<Page<Item, Cursor>> {
  return answer.ok
    ? { ok: true, value: { items: answer.value[name], next: answer.value.next } }
    : answer
}
