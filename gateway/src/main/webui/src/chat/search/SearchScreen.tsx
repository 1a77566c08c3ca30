import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Clock, Search as SearchIcon, SearchX, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Tab as AriaTab, Input, SearchField, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { useSettled } from '../../shared/useSettled'
import { useChats } from '../ChatContext'
import { Filters } from './Filters'
import { HitRow } from './HitRow'
import { PeopleFound, usePeopleFound } from './PeopleFound'
import { type Fault, faultOf, wordsOf } from './query'
import {
  forgetSearches,
  recentSearches,
  rememberSearch,
  type Search,
  TABS,
  type Tab,
  useScrollMemory,
  useSearch,
} from './useSearch'

/** The server takes no more. */
const MOST_CHARACTERS = 200

/** In what was written and among people. What is looked for stands in the address. */
export function SearchScreen({ q, tab }: { q: string; tab: Tab }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  useScreenTitle(t`Search`)
  const [typed, setTyped] = useState(q)
  const settled = useSettled(typed.trim())
  // back and forward, and links, put other words into the address
  const [shown, setShown] = useState(q)
  if (shown !== q) {
    setShown(q)
    if (q !== settled) setTyped(q)
  }
  useEffect(() => {
    if (settled !== q && settled === typed.trim())
      void navigate({ to: '/search', search: { q: settled, in: tab }, replace: true })
  }, [navigate, settled, q, tab, typed])
  const go = (words: string, where: Tab = tab) => {
    setTyped(words)
    void navigate({ to: '/search', search: { q: words.trim(), in: where }, replace: true })
  }
  const labels: Record<Tab, string> = {
    all: t`All`,
    people: t`People`,
    messages: t`Messages`,
    files: t`Files`,
    posts: t`Posts`,
  }
  return (
    <section
      aria-label={t`Search`}
      data-region
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface"
    >
      <Tabs
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = TABS.find((one) => one === key)
          if (chosen) go(typed, chosen)
        }}
        className="flex min-h-0 flex-1 flex-col"
      >
        <header className="shrink-0 border-b border-line">
          <div className="mx-auto grid w-full max-w-190 gap-3 px-4 pt-3 md:px-6 md:pt-4">
            <div className="flex items-center gap-1">
              <Button
                size="icon"
                className="-ms-2 md:hidden"
                aria-label={t`Back`}
                onPress={() => history.back()}
              >
                <ArrowLeft size={20} aria-hidden />
              </Button>
              <h1 className="text-xl font-semibold">
                <Trans>Search</Trans>
              </h1>
            </div>
            <SearchField
              aria-label={t`Search`}
              // whoever comes back to results reads them; a space at the end waits for words
              autoFocus={q === '' || q.endsWith(' ')}
              value={typed}
              onChange={setTyped}
              onSubmit={() => go(typed)}
              maxLength={MOST_CHARACTERS}
              className="group relative"
            >
              <SearchIcon
                size={19}
                aria-hidden
                className="pointer-events-none absolute start-3.5 top-1/2 -translate-y-1/2 text-muted"
              />
              <Input
                placeholder={t`Words, names, files`}
                className={`h-12 ps-11 pe-11 ${fieldClass} [&::-webkit-search-cancel-button]:hidden`}
              />
              <Button
                size="iconSmall"
                className="absolute! end-2 top-1/2 -translate-y-1/2 group-empty:invisible"
              >
                <X size={17} aria-hidden />
              </Button>
            </SearchField>
            <Filters q={typed} onChange={(words) => go(words)} />
            <TabList aria-label={t`What to look for`} className="-mx-1 flex flex-wrap gap-x-1">
              {TABS.map((one) => (
                <AriaTab
                  key={one}
                  id={one}
                  className="min-h-10 cursor-pointer border-b-2 border-transparent px-3 py-2 text-base font-medium whitespace-nowrap text-muted outline-offset-[-2px] transition-colors hover:text-text selected:border-accent selected:text-accent-text"
                >
                  {labels[one]}
                </AriaTab>
              ))}
            </TabList>
          </div>
        </header>
        <TabPanel id={tab} className="flex min-h-0 flex-1 flex-col outline-offset-[-3px]">
          <Found key={tab} q={q} tab={tab} onSearch={go} />
        </TabPanel>
      </Tabs>
    </section>
  )
}

function Found({
  q,
  tab,
  onSearch,
}: {
  q: string
  tab: Tab
  onSearch: (words: string, tab?: Tab) => void
}) {
  const me = useChats((state) => state.me)
  const { results, status, more, retry } = useSearch(q, tab)
  const names = wordsOf(q)
  const showsPeople = tab === 'people' || (tab === 'all' && names === q)
  const people = usePeopleFound(showsPeople ? names : '')
  const { note, place } = useScrollMemory(status === 'found')
  const fault = q === '' || tab === 'people' ? null : faultOf(q)
  const hits = results?.hits ?? []
  const isWaiting = status === 'searching' || people.status === 'searching'
  const hasNothing =
    q !== '' &&
    !isWaiting &&
    fault === null &&
    typeof status === 'string' &&
    hits.length === 0 &&
    people.people.length === 0 &&
    people.status !== 'failed'
  return (
    <div
      ref={place}
      onScroll={({ currentTarget }) => note(currentTarget.scrollTop)}
      className="thin min-h-0 flex-1 overflow-y-auto"
    >
      <div className="mx-auto grid w-full max-w-190 grid-cols-[minmax(0,1fr)] gap-1 px-2 py-3 md:px-4">
        {q === '' && hits.length === 0 && <Start onSearch={onSearch} />}
        {fault !== null && q !== '' && <NotUnderstood fault={fault} />}
        {typeof status === 'object' && <Failed problem={status.problem} onRetry={retry} />}
        {people.status === 'failed' && typeof status !== 'object' && (
          <Failed problem={people.problem} onRetry={people.retry} />
        )}
        <PeopleFound
          people={tab === 'all' ? people.people.slice(0, 3) : people.people}
          hasMore={tab === 'all' && people.people.length > 3}
          onMore={() => onSearch(q, 'people')}
        />
        {hits.length > 0 && (
          <ul
            aria-busy={status === 'searching'}
            className={`grid grid-cols-[minmax(0,1fr)] gap-0.5 transition-opacity ${status === 'searching' ? 'opacity-60 delay-150' : ''}`}
          >
            {hits.map((hit) => (
              <li key={`${hit.conversation} ${hit.message.number}`}>
                <HitRow hit={hit} onOpen={() => q !== '' && rememberSearch(me, q)} />
              </li>
            ))}
          </ul>
        )}
        {isWaiting && hits.length === 0 && people.people.length === 0 && <Waiting />}
        {results?.next && (
          <Button kind="plain" isPending={results.more === 'loading'} onPress={more}>
            {results.more === 'failed' ? <Trans>Try again</Trans> : <Trans>Show older</Trans>}
          </Button>
        )}
        {hasNothing && <Nothing q={q} />}
      </div>
      <Count
        isShown={q !== '' && !isWaiting && fault === null}
        count={hits.length + people.people.length}
        isMore={results?.next != null}
      />
    </div>
  )
}

/** Read out once it is known, and not at every letter. */
function Count({ isShown, count, isMore }: { isShown: boolean; count: number; isMore: boolean }) {
  return (
    <div role="status" className="sr-only">
      {isShown &&
        (isMore ? (
          <Trans>
            More than <Plural value={count} one="# result" other="# results" />
          </Trans>
        ) : (
          <Plural value={count} _0="No results" one="# result" other="# results" />
        ))}
    </div>
  )
}

function Waiting() {
  const { t } = useLingui()
  return (
    <p role="status" aria-label={t`Searching…`} className="appear-late p-6 text-center text-muted">
      <Trans>Searching…</Trans>
    </p>
  )
}

/** What can be typed beside words; each is an example that works as it stands. */
function Tips() {
  const { t } = useLingui()
  const tips = [
    { typed: t`"light and water"`, does: t`these words next to each other` },
    { typed: 'from:me', does: t`what somebody wrote; “me” is you` },
    { typed: t`in:"Biology"`, does: t`in one channel, group or chat` },
    { typed: 'has:file', does: t`with a file; also has:image, has:video, has:link` },
    { typed: 'after:2026-09-01', does: t`after that day; also before:` },
    { typed: '-mirror', does: t`without that word` },
  ]
  return (
    <dl className="grid gap-x-4 gap-y-2 text-start text-sm sm:grid-cols-[max-content_1fr]">
      {tips.map(({ typed, does }) => (
        <div key={typed} className="contents">
          <dt>
            <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs">{typed}</code>
          </dt>
          <dd className="pb-1.5 text-muted sm:pb-0">{does}</dd>
        </div>
      ))}
    </dl>
  )
}

function Start({ onSearch }: { onSearch: (words: string) => void }) {
  const me = useChats((state) => state.me)
  const [recent, setRecent] = useState(() => recentSearches(me))
  return (
    <div className="grid gap-6 px-2 py-3">
      {recent.length > 0 && (
        <div>
          <div className="flex items-center justify-between pb-1">
            <h2 className="text-xs font-semibold text-muted">
              <Trans>Recent</Trans>
            </h2>
            <Button
              size="sm"
              onPress={() => {
                forgetSearches(me)
                setRecent([])
              }}
            >
              <Trans>Clear</Trans>
            </Button>
          </div>
          <ul className="-mx-2">
            {recent.map((one) => (
              <li key={one}>
                <Button
                  className="w-full justify-start! px-2! font-normal! text-text!"
                  onPress={() => onSearch(one)}
                >
                  <Clock size={17} aria-hidden className="shrink-0 text-muted" />
                  <span className="truncate">{one}</span>
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="grid gap-3">
        <h2 className="text-xs font-semibold text-muted">
          <Trans>What you can type</Trans>
        </h2>
        <Tips />
      </div>
    </div>
  )
}

function Nothing({ q }: { q: string }) {
  return (
    <div className="grid justify-items-center gap-2 pb-8">
      <Blank icon={SearchX} title={<Trans>No matches for “{q}”</Trans>}>
        <Trans>
          Try fewer words, or the beginning of one. What was sent a moment ago is found in a second
          or two.
        </Trans>
      </Blank>
      <Tips />
    </div>
  )
}

function NotUnderstood({ fault }: { fault: Fault }) {
  return (
    <div className="grid gap-5 px-2 py-4 text-base">
      <p role="alert">
        <FaultWords fault={fault} />
      </p>
      <Tips />
    </div>
  )
}

function FaultWords({ fault }: { fault: Fault }) {
  if (fault === 'nothing') return <Trans>Type a word to look for.</Trans>
  const operator = `${fault.operator}:`
  switch (fault.expects) {
    case 'day':
      return <Trans>After “{operator}” comes a day, such as 2026-09-01.</Trans>
    case 'has':
      return <Trans>After “{operator}” comes link, file, image or video.</Trans>
    case 'is':
      return <Trans>After “{operator}” comes message, post or comment.</Trans>
    default:
      return fault.expects satisfies never
  }
}

function Failed({
  problem,
  onRetry,
}: {
  problem: Exclude<Search['status'], string>['problem']
  onRetry: () => void
}) {
  const isUp = useChats((state) => state.link === 'up')
  return (
    <div
      role="alert"
      className="grid justify-items-center gap-3 p-8 text-center text-base text-muted"
    >
      <FailedWords slug={problem.slug} isUp={isUp} />
      {problem.slug !== 'invalid-request' && (
        <Button kind="outline" onPress={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  )
}

function FailedWords({ slug, isUp }: { slug: string; isUp: boolean }): ReactNode {
  if (slug === 'invalid-request')
    return <Trans>This was not understood. Change what you look for.</Trans>
  if (slug === 'busy')
    return <Trans>That took too long. Try again in a moment, or with more words.</Trans>
  return isUp ? (
    <Trans>We could not search.</Trans>
  ) : (
    <Trans>You are offline. Searching works again when you are back.</Trans>
  )
}
