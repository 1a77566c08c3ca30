import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { MessagesSquare, Search, SquarePen } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { RowList } from '../../shared/ui/RowList'
import { SearchLink } from '../../shared/ui/SearchLink'
import { SkeletonRows } from '../../shared/ui/Skeleton'
import { useChats } from '../ChatContext'
import { begin } from '../dialogs'
import { useMinute } from '../minute'
import { isPutAway } from '../notify/decide'
import { useTitleOf } from '../people/useTitle'
import { isChat, orderSelector } from '../store/selectors'
import type { Chat } from '../store/state'
import { ChatRow } from './ChatRow'
import { useListFault } from './useListFault'

/** The person's chats, latest first. `openId` is the one beside it. */
export function ChatList({ openId }: { openId: string | null }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [filter, setFilter] = useState<Filter>('all')
  const hasAny = useHasAny()
  const hasArchived = useHasArchived()
  // one h1 per screen: the list has it until a conversation stands beside it
  const Title = openId === null ? 'h1' : 'h2'
  return (
    <>
      <header className="flex h-16 shrink-0 items-center justify-between ps-5 pe-3">
        <Title className="text-xl font-semibold">
          <Trans>Chats</Trans>
        </Title>
        <span className="flex">
          <SearchLink />
          <IconButton label={t`New chat`} keys="Control+Alt+N" onPress={() => begin('chat')}>
            <SquarePen size={20} aria-hidden />
          </IconButton>
        </span>
      </header>
      {hasAny && (
        <div className="grid gap-2 px-4 pb-2">
          <SearchField
            aria-label={t`Find a chat`}
            value={typed}
            onChange={setTyped}
            className="relative"
          >
            <Search
              size={17}
              aria-hidden
              className="absolute start-3 top-1/2 -translate-y-1/2 text-muted"
            />
            <Input
              placeholder={t`Find a chat`}
              className="h-10 w-full rounded-full border border-field bg-surface ps-10 pe-3 text-base placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
            />
          </SearchField>
          <ToggleButtonGroup
            aria-label={t`Show`}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[filter]}
            onSelectionChange={(keys) => setFilter(FILTERS.find((key) => keys.has(key)) ?? 'all')}
            className="flex gap-1.5"
          >
            <ToggleButton id="all" className={filterClass}>
              <Trans>All</Trans>
            </ToggleButton>
            <ToggleButton id="unread" className={filterClass}>
              <Trans>Unread</Trans>
            </ToggleButton>
            {(hasArchived || filter === 'archived') && (
              <ToggleButton id="archived" className={filterClass}>
                <Trans>Archived</Trans>
              </ToggleButton>
            )}
          </ToggleButtonGroup>
        </div>
      )}
      <Rows openId={openId} typed={typed} filter={filter} onNew={() => begin('chat')} />
    </>
  )
}

const FILTERS = ['all', 'unread', 'archived'] as const
type Filter = (typeof FILTERS)[number]

const filterClass =
  'min-h-8 rounded-full border border-line px-3 text-sm font-medium text-muted transition-colors hover:bg-hover selected:border-transparent selected:bg-accent-soft selected:text-accent-text'

function Rows({
  openId,
  typed,
  filter,
  onNew,
}: {
  openId: string | null
  typed: string
  filter: Filter
  onNew: () => void
}) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const isWhole = useChats(({ list }) => list.status === 'ready' && list.next === null)
  const retry = useListFault()
  const ids = useVisibleChats(openId, typed, filter)
  const hasAny = useHasAny()
  if (!hasAny && !retry && !isWhole) return <LoadingRows />
  return (
    <>
      {retry && <ListFailed onRetry={retry} />}
      {!hasAny && isWhole && (
        <Blank
          icon={MessagesSquare}
          title={t`Say hello`}
          action={<Button kind="primary" onPress={onNew}>{t`Find someone`}</Button>}
        >
          <Trans>Your chats will be here.</Trans>
        </Blank>
      )}
      {hasAny && ids.length === 0 && (
        <p role="status" className="px-5 py-8 text-center text-base text-muted">
          {typed.trim() !== '' ? (
            <Trans>No chat with “{typed.trim()}”</Trans>
          ) : (
            <NoneSo filter={filter} />
          )}
        </p>
      )}
      {ids.length > 0 && (
        <RowList
          label={t`Chats`}
          ids={ids}
          current={openId}
          onOpen={(id) => void navigate({ to: '/chats/$chatId', params: { chatId: id } })}
          className="thin flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 pb-3"
        >
          {(id) => <ChatRow key={id} id={id} />}
        </RowList>
      )}
    </>
  )
}

function NoneSo({ filter }: { filter: Filter }) {
  switch (filter) {
    case 'all':
      return <Trans>All of your chats are archived.</Trans>
    case 'unread':
      return <Trans>Nothing unread</Trans>
    case 'archived':
      return <Trans>Nothing archived</Trans>
    default:
      return filter satisfies never
  }
}

const useHasAny = () => useChats((state) => Object.values(state.chats).some(isChat))

function useHasArchived(): boolean {
  const now = useMinute()
  return useChats((state) =>
    Object.values(state.chats).some((chat) => isChat(chat) && isPutAway(chat, now)),
  )
}

/**
 * Ids in order; the open chat stays among the unread ones once it has been read. What is put away is apart, and found by
 * its name wherever it is.
 */
function useVisibleChats(openId: string | null, typed: string, filter: Filter): readonly string[] {
  const select = useMemo(orderSelector, [])
  const order = useChats(select)
  const titleOf = useTitleOf()
  const now = useMinute()
  const words = typed.trim().toLocaleLowerCase()
  const key = useChats((state) =>
    order
      .filter((id) => {
        const name = titleOf(state, id).toLocaleLowerCase()
        const chat = state.chats[id]
        return (
          chat !== undefined &&
          name.includes(words) &&
          passes(filter, chat, { isOpen: id === openId, isFound: words !== '', now })
        )
      })
      .join(' '),
  )
  return useMemo(() => (key === '' ? [] : key.split(' ')), [key])
}

function passes(
  filter: Filter,
  chat: Chat,
  { isOpen, isFound, now }: { isOpen: boolean; isFound: boolean; now: Date },
): boolean {
  const isAway = isPutAway(chat, now)
  switch (filter) {
    case 'all':
      return isFound || !isAway
    case 'unread':
      return (chat.unread > 0 || isOpen) && (isFound || !isAway)
    case 'archived':
      return isAway
    default:
      return filter satisfies never
  }
}

function LoadingRows() {
  const { t } = useLingui()
  return (
    <SkeletonRows
      label={t`Loading chats`}
      className="gap-0.5 px-2"
      rowClass="h-15 px-3"
      picture="size-11"
    />
  )
}

function ListFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <p
      role="alert"
      className="mx-4 mb-2 flex flex-wrap items-center gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-text"
    >
      <Trans>We could not load your chats.</Trans>
      <Button size="sm" kind="outline" onPress={onRetry}>
        <Trans>Try again</Trans>
      </Button>
    </p>
  )
}
