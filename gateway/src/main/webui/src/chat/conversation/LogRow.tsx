import { Trans, useLingui } from '@lingui/react/macro'
import { formatDay } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { Skeleton } from '../../shared/ui/Skeleton'
import { useChatSync, useChats } from '../ChatContext'
import { useWished } from '../message/useWished'
import { useMinute } from '../minute'
import type { Chat, Edge, Person } from '../store/state'
import { MessageItem } from './MessageItem'
import type { Row } from './rows'
import { StartOfChat } from './StartOfChat'

type Props = {
  row: Row
  chat: Chat
  readByOther: number
  seenBy: readonly Person[]
  isMarked: boolean
  isStop: boolean
}

export function LogRow({ row, chat, readByOther, seenBy, isMarked, isStop }: Props) {
  const now = useMinute()
  const me = useChats((state) => state.me)
  const sender = useChats((state) =>
    row.type === 'message' ? (state.people[row.sender] ?? null) : null,
  )
  const wished = useWished(chat.id, row.type === 'message' ? row.message : null)
  switch (row.type) {
    case 'day':
      return (
        <div className="flex items-center gap-3 px-4 pt-4 pb-1 md:px-6">
          <span className="h-px flex-1 bg-line" />
          <h2 className="text-xs font-semibold text-muted">{formatDay(new Date(row.at), now)}</h2>
          <span className="h-px flex-1 bg-line" />
        </div>
      )
    case 'new':
      return (
        <div className="flex items-center gap-3 px-4 pt-3 md:px-6">
          <span className="h-px flex-1 bg-bad" />
          <span className="text-xs font-semibold text-bad-text">
            <Trans>New</Trans>
          </span>
        </div>
      )
    case 'start':
      return <StartOfChat id={chat.id} isEmpty={chat.lastNumber === 0} />
    case 'older':
      return <MorePages id={chat.id} purpose="before" edge={chat.log?.before ?? 'idle'} />
    case 'newer':
      return <MorePages id={chat.id} purpose="after" edge={chat.log?.after ?? 'idle'} />
    case 'message':
      return (
        <MessageItem
          row={row}
          wished={wished}
          sender={sender}
          isMine={row.sender === me}
          seenBy={seenBy}
          isRead={row.number > 0 && row.number <= readByOther}
          isMarked={isMarked}
          isStop={isStop}
        />
      )
    default:
      return row satisfies never
  }
}

function MorePages({ id, purpose, edge }: { id: string; purpose: 'before' | 'after'; edge: Edge }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  if (edge !== 'failed') {
    return (
      <div role="status" aria-label={t`Loading messages`} className="grid gap-3 px-4 py-3 md:px-6">
        <MessageSkeleton />
        <MessageSkeleton />
      </div>
    )
  }
  return (
    <p role="alert" className="flex items-center justify-center gap-2 p-3 text-sm text-muted">
      <Trans>We could not load these messages.</Trans>
      <Button
        size="sm"
        kind="outline"
        onPress={() => dispatch({ type: 'page.wanted', conversation: id, purpose })}
      >
        <Trans>Try again</Trans>
      </Button>
    </p>
  )
}

export const MessageSkeleton = () => (
  <div className="flex gap-3">
    <Skeleton className="size-10 rounded-full" />
    <div className="grid flex-1 content-start gap-2 pt-1">
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="h-3.5 w-3/5" />
    </div>
  </div>
)
