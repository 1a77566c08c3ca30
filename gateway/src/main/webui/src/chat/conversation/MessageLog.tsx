import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowDown } from 'lucide-react'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import { useFlash } from '../message/useFlash'
import { useTitle } from '../people/useTitle'
import { outgoingOf } from '../store/selectors'
import type { Chat, ChatState, Id, Person } from '../store/state'
import { useNewAfter } from '../useNewAfter'
import { LogRow } from './LogRow'
import { buildRows, type Row } from './rows'
import { useLogScroll } from './useLogScroll'
import { useMessageKeys } from './useMessageKeys'

export type LogHandle = {
  goToEnd(): void
  /** Shows a message; false if it is not among those that are loaded. */
  goTo(number: number): boolean
}

const none: readonly never[] = []

/** Per row of one's own, who has read as far as there and no further. */
function lastSeen(
  rows: readonly Row[],
  me: Id,
  others: readonly Id[],
  markers: Chat['markers'],
  people: ChatState['people'],
): Readonly<Record<string, readonly Person[]>> {
  const seen: Record<string, Person[]> = {}
  for (const other of others) {
    const person = people[other]
    if (!person) continue
    const marker = markers[other] ?? 0
    const row = rows.findLast(
      (one) =>
        one.type === 'message' && one.sender === me && one.number > 0 && one.number <= marker,
    )
    if (row) seen[row.key] = [...(seen[row.key] ?? []), person]
  }
  return seen
}

/** The messages of an open conversation, of which only those in view are in the page. */
export function MessageLog({
  chat,
  jumpTo,
  ref,
}: {
  chat: Chat
  jumpTo: number | null
  ref?: Ref<LogHandle>
}) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { id, log } = chat
  const me = useChats((state) => state.me)
  const people = useChats((state) => state.people)
  const name = useTitle(id)
  const outgoing = useChats((state) => outgoingOf(state, id))
  const newAfter = useNewAfter(chat)
  const following = log?.following ?? true
  const rows = useMemo(() => {
    const messages = log ? [...log.messages, ...log.ahead] : []
    return buildRows({ messages, outgoing, me, newAfter, hasAfter: !following })
  }, [log, outgoing, me, newAfter, following])
  const box = useRef<HTMLDivElement>(null)
  const { stop, onFocus, onKeyDown } = useMessageKeys(rows)
  const [went, setWent] = useState<{ number: number } | null>(null)
  const target = went?.number ?? jumpTo
  const flashed = useFlash(
    target,
    rows.some((row) => row.type === 'message' && row.number === target),
    went,
  )
  const { virtual, isAtEnd, goToEnd } = useLogScroll({ box, rows, chat, jumpTo })
  useImperativeHandle(
    ref,
    () => ({
      goToEnd,
      goTo: (number) => {
        const index = rows.findIndex((row) => row.type === 'message' && row.number === number)
        if (index < 0) return false
        virtual.scrollToIndex(index, { align: 'center' })
        setWent({ number })
        return true
      },
    }),
    [goToEnd, rows, virtual],
  )
  const others = useMemo(() => chat.memberIds.filter((one) => one !== me), [chat.memberIds, me])
  const readByAny = Math.max(0, ...others.map((one) => chat.markers[one] ?? 0))
  const seenBy = useMemo(
    () => lastSeen(rows, me, others, chat.markers, people),
    [rows, me, others, chat.markers, people],
  )
  useEffect(() => {
    dispatch({ type: 'opened', conversation: id, at: jumpTo })
  }, [dispatch, id, jumpTo])
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-live="off"
        aria-label={t`Messages with ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        className="thin h-full overflow-x-hidden overflow-y-auto outline-offset-[-3px] [overflow-anchor:none]"
      >
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              <div
                key={item.key}
                data-index={item.index}
                ref={virtual.measureElement}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row && (
                  <LogRow
                    row={row}
                    chat={chat}
                    readByOther={readByAny}
                    seenBy={seenBy[row.key] ?? none}
                    isMarked={flashed !== null && row.type === 'message' && row.number === flashed}
                    isStop={row.key === stop}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {!isAtEnd && (
        <Button
          size="sm"
          kind="outline"
          onPress={goToEnd}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full! shadow-pop"
        >
          <ArrowDown size={16} aria-hidden />
          {chat.unread > 99 ? (
            <Trans>99+ new</Trans>
          ) : chat.unread > 0 ? (
            <Plural value={chat.unread} one="# new" other="# new" />
          ) : (
            <Trans>Latest</Trans>
          )}
        </Button>
      )}
    </div>
  )
}
