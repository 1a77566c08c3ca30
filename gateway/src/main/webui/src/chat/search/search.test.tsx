import { useLocation, useSearch } from '@tanstack/react-router'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi, Hit } from '../api'
import { conversation, idOf, message, show, startChats, written } from '../testing/chats'
import { SearchScreen, TABS } from '.'

const LIN = idOf(11)
const lin = conversation(1, 'Lin Mei-hua', { lastNumber: 9 })
const biology = conversation(2, '', {
  kind: 'channel',
  name: 'Biology',
  members: [],
  channel: { description: '', access: 'open', announcementsOnly: false, archivedAt: null },
})

const said = (number: number, text: string, marked: string): Hit => {
  const from = text.indexOf(marked)
  return {
    conversation: lin.id,
    message: message(number, LIN, text),
    title: null,
    text: { text, marks: [{ from, to: from + marked.length }] },
    files: [],
  }
}
const posted: Hit = {
  conversation: biology.id,
  message: written(4, LIN, 'Bring a leaf', { title: 'Leaves', commentsAllowed: true }),
  title: { text: 'Leaves', marks: [{ from: 0, to: 6 }] },
  text: { text: 'Bring a leaf', marks: [{ from: 8, to: 12 }] },
  files: [],
}
const hits = [said(7, 'The leaf is 綠色', 'leaf'), posted]

function Screen() {
  const { q = '', in: where } = useSearch({ strict: false })
  if (useLocation().pathname !== '/search') return null
  return (
    <div style={{ height: '700px', display: 'flex', flexDirection: 'column' }}>
      <SearchScreen q={q} tab={TABS.find((tab) => tab === where) ?? 'all'} />
    </div>
  )
}

async function setUp(at: string, search: ChatApi['search'], answers: Partial<ChatApi> = {}) {
  await page.viewport(1200, 800)
  localStorage.removeItem('homeroom.searches')
  const asked: string[] = []
  const chats = await startChats({
    conversations: [lin, biology],
    messages: {},
    people: [{ id: LIN, name: 'Lin Mei-hua', status: '', photo: null }],
    answers: {
      search: (q, ...rest) => {
        asked.push(q)
        return search(q, ...rest)
      },
      ...answers,
    },
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  const shown = await show(chats.sync, at, <Screen />)
  const field = page.getByRole('searchbox', { name: 'Search' })
  await expect.element(field).toBeVisible()
  return { ...chats, ...shown, field, asked }
}

const finds =
  (found: readonly Hit[]): ChatApi['search'] =>
  async () => ({ ok: true, value: { hits: [...found], next: null } })

describe('the search', () => {
  it('finds while one types, marks what was found, says how many, and leads there', async () => {
    const { field, asked, address, searched } = await setUp('/search', finds(hits))
    await userEvent.type(field, 'leaf')
    const link = page.getByRole('link', { name: /The leaf is 綠色/ })
    await expect.element(link).toBeVisible()
    expect(link.element().querySelector('mark')?.textContent).toBe('leaf')
    expect(asked).toEqual(['leaf'])
    expect(searched()).toContain('q=leaf')
    await expect.element(page.getByText('2 results')).toBeInTheDocument()
    await expectAccessible()
    await userEvent.click(link)
    expect(address()).toBe(`/chats/${lin.id}`)
    expect(searched()).toBe('?m=7')
  })

  it('is no wider than a phone, however long a text or the name of a file is', async () => {
    const report = `A report about ${'photosynthesis '.repeat(12)}.pdf`
    const long: Hit = {
      ...said(8, `leaf ${'and water '.repeat(60)}`, 'leaf'),
      message: {
        ...message(8, LIN, 'leaf'),
        files: [{ id: idOf(31), name: report, type: 'application/pdf', bytes: 9 }],
      },
      files: [{ text: report, marks: [] }],
    }
    await setUp('/search?q=leaf', finds([long, ...hits]))
    await page.viewport(390, 844)
    const link = page.getByRole('link', { name: /photosynthesis/ })
    await expect.element(link).toBeVisible()
    await vi.waitFor(() => {
      const box = link.element().closest('.overflow-y-auto')
      expect(box?.scrollWidth).toBe(box?.clientWidth)
      expect(box?.clientWidth).toBeLessThanOrEqual(390)
    })
  })

  it('leads to the post where a post or a comment was found', async () => {
    const comment: Hit = {
      ...said(5, 'Mine is a leaf of oak', 'leaf'),
      conversation: biology.id,
      message: written(5, LIN, 'Mine is a leaf of oak', { post: 4 }),
    }
    const { address, searched } = await setUp('/search?q=leaf', finds([comment]))
    await userEvent.click(page.getByRole('link', { name: /leaf of oak/ }))
    expect(address()).toBe(`/channels/${biology.id}/4`)
    expect(searched()).toBe('?comment=5')
  })

  it('keeps what is shown until the next answer is there', async () => {
    let answer: (value: Awaited<ReturnType<ChatApi['search']>>) => void = () => undefined
    const search: ChatApi['search'] = async (q) =>
      q === 'lea'
        ? { ok: true, value: { hits: [...hits], next: null } }
        : new Promise((end) => {
            answer = end
          })
    const { field, asked } = await setUp('/search?q=lea', search)
    await expect.element(page.getByText('Biology')).toBeVisible()
    await userEvent.type(field, 'f')
    await vi.waitFor(() => expect(asked).toContain('leaf'))
    await expect.element(page.getByText('Biology')).toBeVisible()
    answer({ ok: true, value: { hits: [], next: null } })
    await expect.element(page.getByText('No matches for “leaf”')).toBeVisible()
    await expectAccessible()
  })

  it('says what was not understood, without asking', async () => {
    const { asked } = await setUp('/search?q=leaf%20before:soon', finds(hits))
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('After “before:” comes a day, such as 2026-09-01.')
    expect(asked).toEqual([])
  })

  it('asks each tab for its own', async () => {
    const { asked } = await setUp('/search?q=leaf', finds(hits))
    await userEvent.click(page.getByRole('tab', { name: 'Files' }))
    await vi.waitFor(() => expect(asked).toContain('leaf has:file'))
    await userEvent.click(page.getByRole('tab', { name: 'Posts' }))
    await vi.waitFor(() => expect(asked).toContain('leaf is:post'))
    await userEvent.click(page.getByRole('tab', { name: 'Messages' }))
    await vi.waitFor(() => expect(asked).toContain('leaf is:message is:comment'))
  })

  it('asks for nothing beside what is typed where that says what it is to be', async () => {
    const { asked } = await setUp('/search?q=leaf%20is:comment&in=posts', finds(hits))
    await vi.waitFor(() => expect(asked).toEqual(['leaf is:comment']))
  })

  it('finds people by their names, and opens the chat with one', async () => {
    const { address } = await setUp('/search?q=lin', finds([]), {
      open: async () => ({ ok: true, value: lin }),
    })
    await userEvent.click(page.getByRole('button', { name: 'Lin Mei-hua' }))
    await vi.waitFor(() => expect(address()).toBe(`/chats/${lin.id}`))
  })

  it('is narrowed down by filters, which write what one could type', async () => {
    const { field } = await setUp('/search?q=leaf', finds(hits))
    await userEvent.click(page.getByRole('button', { name: 'With files' }))
    await expect.element(field).toHaveValue('leaf has:file')
    await userEvent.click(page.getByRole('button', { name: 'In', exact: true }))
    await expectAccessible()
    await userEvent.click(page.getByRole('option', { name: 'Biology' }))
    await expect.element(field).toHaveValue('leaf has:file in:Biology')
    await userEvent.click(page.getByRole('button', { name: 'Without: In' }))
    await expect.element(field).toHaveValue('leaf has:file')
  })

  it('offers another try where it fails, and what was looked for lately', async () => {
    let works = false
    const search: ChatApi['search'] = async () =>
      works
        ? { ok: true, value: { hits: [...hits], next: null } }
        : { ok: false, problem: { slug: 'busy', status: 503, title: '', detail: '' } }
    const { field, asked, back } = await setUp('/search?q=leaf', search)
    await expect.element(page.getByRole('alert').getByText(/That took too long/)).toBeVisible()
    works = true
    await userEvent.click(page.getByRole('button', { name: 'Try again' }))
    const link = page.getByRole('link', { name: /The leaf is/ })
    await expect.element(link).toBeVisible()
    await userEvent.click(link)
    back()
    await expect.element(link).toBeVisible()
    // whoever comes back finds the results as they were
    expect(asked).toHaveLength(2)
    await userEvent.clear(field)
    await userEvent.click(page.getByRole('button', { name: 'leaf', exact: true }))
    await expect.element(field).toHaveValue('leaf')
  })
})
