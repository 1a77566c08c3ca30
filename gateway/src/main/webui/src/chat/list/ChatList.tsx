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
import { Skeleton } from '../../shared/ui/Skeleton'
import { useChats } from '../ChatContext'
import { begin } from '../dialogs'
import { useTitleOf } from '../people/useTitle'
import { isChat, orderSelector } from '../store/selectors'
import { ChatRow } from './ChatRow'
import { useListFault } from './useListFault'

/** The person's chats, latest first. `openId` is the one beside it. */
export function ChatList({ openId }: { openId: string | null }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [onlyUnread, setOnlyUnread] = useState(false)
  const hasAny = useHasAny()
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
            selectedKeys={[onlyUnread ? 'unread' : 'all']}
            onSelectionChange={(keys) => setOnlyUnread(keys.has('unread'))}
            className="flex gap-1.5"
          >
            <ToggleButton id="all" className={filterClass}>
              <Trans>All</Trans>
            </ToggleButton>
            <ToggleButton id="unread" className={filterClass}>
              <Trans>Unread</Trans>
            </ToggleButton>
          </ToggleButtonGroup>
        </div>
      )}
      <Rows openId={openId} typed={typed} onlyUnread={onlyUnread} onNew={() => begin('chat')} />
    </>
  )
}

const filterClass =
  'min-h-8 rounded-full border border-line px-3 text-sm font-medium text-muted transition-colors hover:bg-hover selected:border-transparent selected:bg-accent-soft selected:text-accent-text'

function Rows({
  openId,
  typed,
  onlyUnread,
  onNew,
}: {
  openId: string | null
  typed: string
  onlyUnread: boolean
  onNew: () => void
}) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const isWhole = useChats(({ list }) => list.status === 'ready' && list.next === null)
  const retry = useListFault()
  const ids = useVisibleChats(openId, typed, onlyUnread)
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
            <Trans>Nothing unread</Trans>
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

const useHasAny = () => useChats((state) => Object.values(state.chats).some(isChat))

/** Ids in order; the open chat stays among the unread ones once it has been read. */
function useVisibleChats(
  openId: string | null,
  typed: string,
  onlyUnread: boolean,
): readonly string[] {
  const select = useMemo(orderSelector, [])
  const order = useChats(select)
  const titleOf = useTitleOf()
  const words = typed.trim().toLocaleLowerCase()
  const key = useChats((state) =>
    order
      .filter((id) => {
        const name = titleOf(state, id).toLocaleLowerCase()
        const isUnread = (state.chats[id]?.unread ?? 0) > 0 || id === openId
        return name.includes(words) && (!onlyUnread || isUnread)
      })
      .join(' '),
  )
  return useMemo(() => (key === '' ? [] : key.split(' ')), [key])
}

function LoadingRows() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading chats`} className="appear-late grid gap-0.5 px-2">
      {[0, 1, 2, 3, 4, 5].map((key) => (
        <div key={key} className="flex h-15 items-center gap-3 px-3">
          <Skeleton className="size-11 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
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
