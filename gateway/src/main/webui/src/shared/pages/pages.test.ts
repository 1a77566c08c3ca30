import { describe, expect, it } from 'vitest'
import { type Pages, type PagesInput, reducePages } from './pages'

type Item = { id: string; name?: string }
const item = (id: string): Item => ({ id })
const order = {
  keyOf: ({ id }: Item) => id,
  isAfter: (one: Item, other: Item) => one.id > other.id,
}
const reduce = (pages: Pages<Item>, input: PagesInput<Item>) => reducePages(order, pages, input)
const problem = { slug: 'busy', status: 503, title: '', detail: '' }
const start: Pages<Item> = { status: 'loading', items: [] }
const all = (...inputs: PagesInput<Item>[]) => inputs.reduce(reduce, start)
const first: PagesInput<Item> = { type: 'loaded', items: [item('a'), item('b')], next: 'n' }

describe('a list that is fetched page by page', () => {
  it('grows by each page, in which what moved is not shown twice', () => {
    const next: PagesInput<Item> = {
      type: 'more.loaded',
      items: [item('b'), item('c')],
      next: null,
    }
    expect(all(first, { type: 'more.asked' })).toMatchObject({ more: 'loading' })
    expect(all(first, { type: 'more.asked' }, next)).toEqual({
      status: 'ready',
      items: [item('a'), item('b'), item('c')],
      next: null,
      more: 'idle',
    })
  })

  it('keeps what it has when a further page fails, and can ask again', () => {
    const failed = all(first, { type: 'more.asked' }, { type: 'more.failed' })
    expect(failed).toMatchObject({ items: [item('a'), item('b')], next: 'n', more: 'failed' })
    expect(reduce(failed, { type: 'more.asked' })).toMatchObject({ more: 'loading' })
  })

  it('shows what it had while another first page is on its way, and nothing if that fails', () => {
    expect(all(first, { type: 'asked' })).toEqual({
      status: 'loading',
      items: [item('a'), item('b')],
    })
    expect(all(first, { type: 'asked' }, { type: 'failed', problem })).toEqual({
      status: 'failed',
      items: [],
      problem,
    })
  })

  it('does not mind pages that nobody waits for any more', () => {
    const late: PagesInput<Item> = { type: 'more.loaded', items: [item('z')], next: null }
    expect(all(first, { type: 'asked' }, late, { type: 'more.failed' })).toEqual({
      status: 'loading',
      items: [item('a'), item('b')],
    })
  })

  it('shows what was changed in its place', () => {
    const changed = { id: 'b', name: 'B' }
    expect(all(first, { type: 'changed', item: changed }).items).toEqual([item('a'), changed])
    expect(all(first, { type: 'changed', item: { id: 'x' } }).items).toHaveLength(2)
  })

  const pageOf = (ids: string, next: string | null) => ({ items: [...ids].map(item), next })
  const loaded = (ids: string, next: string | null): PagesInput<Item> => ({
    type: 'loaded',
    ...pageOf(ids, next),
  })
  const refreshed = (ids: string, next: string | null): PagesInput<Item> => ({
    type: 'refreshed',
    ...pageOf(ids, next),
  })
  const ids = (pages: Pages<Item>) => pages.items.map(({ id }) => id).join('')

  it('has the first page as it is by now, and keeps what stands after that', () => {
    const pages = all(loaded('bcdef', 'n'), refreshed('abd', 'm'))
    expect(ids(pages)).toBe('abdef')
    expect(pages).toMatchObject({ status: 'ready', next: 'n' })
  })

  it('does not show a second time what has moved to the top', () => {
    expect(ids(all(loaded('bcd', 'n'), refreshed('db', 'm')))).toBe('dbc')
    expect(ids(all(loaded('bcd', 'n'), refreshed('cab', 'm')))).toBe('cabd')
  })

  it('ends with a page that says it is all', () => {
    const pages = all(loaded('bcd', 'n'), refreshed('b', null))
    expect(pages).toEqual({ status: 'ready', items: [item('b')], next: null, more: 'idle' })
  })

  it('goes on showing what it has when it cannot be asked for again', () => {
    const failed: PagesInput<Item> = { type: 'refresh.failed', problem }
    expect(ids(all(first, failed))).toBe('ab')
    expect(all(failed)).toMatchObject({ status: 'failed', problem })
    expect(all(failed, refreshed('a', null))).toMatchObject({ status: 'ready' })
  })

  it('goes on waiting for a further page while the first is asked for again', () => {
    const waiting = all(loaded('bc', 'n'), { type: 'more.asked' }, refreshed('ab', 'm'))
    expect(waiting).toMatchObject({ more: 'loading', next: 'n' })
  })
})
