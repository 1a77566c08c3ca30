import { useCallback, useEffect, useRef, useState } from 'react'
import { keep, kept } from '../../shared/device'
import type { Problem } from '../../shared/net/problem'
import type { Hit } from '../api'
import { useChatSync } from '../ChatContext'
import type { Edge } from '../store/state'
import type { ChatSync } from '../sync'
import { faultOf, operandOf } from './query'

export const TABS = ['all', 'people', 'messages', 'files', 'posts'] as const
export type Tab = (typeof TABS)[number]

/** What was found, the latest first, as far as it is loaded. */
export type Results = { hits: readonly Hit[]; next: string | null; more: Edge }

export type Search = {
  /** What is shown: of what is asked for now, or while that is awaited of what was asked for before. */
  results: Results | null
  status: 'idle' | 'searching' | 'found' | { problem: Problem }
}

/** What a tab asks for beside what is typed, unless that says already what it is to be. */
const ASKS: Readonly<Record<Tab, string>> = {
  all: '',
  people: '',
  messages: 'is:message is:comment',
  files: 'has:file',
  posts: 'is:post',
}

function askedBy(q: string, tab: Tab): string {
  const asks = ASKS[tab]
  return asks.startsWith('is:') && operandOf(q, 'is') !== null ? q : `${q} ${asks}`.trim()
}

/** The last results and where the reader was in them, for whoever comes back from one of them. */
type Memory = { key: string; results: Results; scrolled: number }
const memories = new WeakMap<ChatSync, Memory>()

/** Searches in what was written whenever `q` or `tab` change. */
export function useSearch(q: string, tab: Tab) {
  const sync = useChatSync()
  const asked = askedBy(q, tab)
  const isAsking = tab !== 'people' && faultOf(asked) === null
  const key = `${tab} ${asked}`
  const [state, setState] = useState<Search & { key: string }>(() => {
    const memory = memories.get(sync)
    return memory?.key === key
      ? { key, results: memory.results, status: 'found' }
      : { key: '', results: null, status: 'idle' }
  })
  const latest = useRef(state)
  useEffect(() => {
    latest.current = state
  })
  const [attempt, setAttempt] = useState(0)

  const load = useCallback(
    (after: string | null, signal: AbortSignal) => loadPage(sync, asked, after, signal),
    [sync, asked],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again
  useEffect(() => {
    if (!isAsking) return setState({ key, results: null, status: 'idle' })
    if (latest.current.key === key && latest.current.status === 'found') return
    const memory = memories.get(sync)
    if (memory?.key === key) return setState({ key, results: memory.results, status: 'found' })
    const aborted = new AbortController()
    setState((before) => ({ key, results: before.results, status: 'searching' }))
    void load(null, aborted.signal).then((page) => {
      if (aborted.signal.aborted) return
      if ('problem' in page) return setState({ key, results: null, status: page })
      setState({ key, results: page, status: 'found' })
    })
    return () => aborted.abort()
  }, [sync, load, key, isAsking, attempt])

  const { results, status } = state
  useEffect(() => {
    if (results && status === 'found' && state.key === key) {
      const known = memories.get(sync)
      memories.set(sync, { key, results, scrolled: known?.key === key ? known.scrolled : 0 })
    }
  }, [sync, key, results, status, state.key])

  const more = () => {
    if (!results?.next || results.more === 'loading') return
    setState({ key, status: 'found', results: { ...results, more: 'loading' } })
    void load(results.next, new AbortController().signal).then((page) =>
      setState((now) => {
        // something else is looked for by now
        if (now.key !== key || !now.results) return now
        const before = now.results
        return 'problem' in page
          ? { ...now, results: { ...before, more: 'failed' } }
          : { ...now, results: { ...page, hits: [...before.hits, ...page.hits] } }
      }),
    )
  }
  return { results, status, more, retry: () => setAttempt(attempt + 1) }
}

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

async function loadPage(
  sync: ChatSync,
  q: string,
  after: string | null,
  signal: AbortSignal,
): Promise<Results | { problem: Problem }> {
  const answer = await sync.api.search(q, zone(), after, signal)
  if (!answer.ok) return { problem: answer.problem }
  const { hits, next } = answer.value
  void introduce(sync, hits)
  return { hits, next, more: 'idle' }
}

/** Learns of those people and conversations that are not known yet. */
async function introduce(sync: ChatSync, hits: readonly Hit[]): Promise<void> {
  const { people, chats } = sync.store.getState()
  const strangers = new Set(hits.map(({ message }) => message.sender).filter((id) => !people[id]))
  const places = new Set(hits.map(({ conversation }) => conversation).filter((id) => !chats[id]))
  await Promise.all([
    ...[...strangers].map(async (id) => {
      const found = await sync.api.person(id)
      if (!found.ok) return
      const { name, status, photo = null, deleted = false } = found.value
      sync.dispatch({ type: 'person.loaded', person: { id, name, status, photo, deleted } })
    }),
    ...[...places].map((id) => sync.enter(() => sync.api.conversation(id))),
  ])
}

/** Where the reader was in the results, kept while something else is looked at. */
export function useScrollMemory(isReady: boolean) {
  const sync = useChatSync()
  const isPlaced = useRef(false)
  const note = (scrolled: number) => {
    const memory = memories.get(sync)
    if (memory) memories.set(sync, { ...memory, scrolled })
  }
  const place = (box: HTMLElement | null) => {
    if (!box || !isReady || isPlaced.current) return
    isPlaced.current = true
    box.scrollTop = memories.get(sync)?.scrolled ?? 0
  }
  return { note, place }
}

const REMEMBERED = 8

/** What was looked for lately on this device by this person, the latest first. */
export function recentSearches(me: string): string[] {
  try {
    const all: unknown = JSON.parse(kept('searches') ?? 'null')
    if (typeof all !== 'object' || all === null || !('by' in all) || all.by !== me) return []
    return 'searches' in all && Array.isArray(all.searches)
      ? all.searches.filter((one) => typeof one === 'string')
      : []
  } catch {
    return []
  }
}

export function rememberSearch(me: string, q: string): void {
  const others = recentSearches(me).filter((other) => other !== q)
  const searches = [q, ...others].slice(0, REMEMBERED)
  keep('searches', JSON.stringify({ by: me, searches }))
}

export const forgetSearches = (me: string): void =>
  keep('searches', JSON.stringify({ by: me, searches: [] }))
