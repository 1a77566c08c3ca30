import { describe, expect, it } from 'vitest'
import { type Pages, type PagesInput, reducePages } from './pages'

type Item = { id: string; name?: string }
const item = (id: string): Item => ({ id })
const problem = { slug: 'busy', status: 503, title: '', detail: '' }
const start: Pages<Item> = { status: 'loading', items: [] }
const all = (...inputs: PagesInput<Item>[]) => inputs.reduce(reducePages<Item>, start)
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
    expect(reducePages(failed, { type: 'more.asked' })).toMatchObject({ more: 'loading' })
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
})
