import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowDown } from 'lucide-react'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import { outgoingOf, partner } from '../store/selectors'
import type { Chat } from '../store/state'
import { readMarker } from '../store/unread'
import { LogRow } from './LogRow'
import { buildRows } from './rows'
import { useLogScroll } from './useLogScroll'

export type LogHandle = { goToEnd(): void }

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
  const other = useChats((state) => partner(state, id))
  const nameOf = usePersonName()
  const outgoing = useChats((state) => outgoingOf(state, id))
  // where "New" stands is settled on opening and stays until the conversation is left
  const [newAfter] = useState(() => (chat.unread > 0 ? readMarker(chat, me) : null))
  const following = log?.following ?? true
  const rows = useMemo(() => {
    const messages = log ? [...log.messages, ...log.ahead] : []
    return buildRows({ messages, outgoing, me, newAfter, hasAfter: !following })
  }, [log, outgoing, me, newAfter, following])
  const box = useRef<HTMLDivElement>(null)
  const { virtual, isAtEnd, goToEnd } = useLogScroll({ box, rows, chat, jumpTo })
  useImperativeHandle(ref, () => ({ goToEnd }), [goToEnd])
  const readByOther = other ? (chat.markers[other.id] ?? 0) : 0
  const lastSeen = useMemo(
    () =>
      rows.findLast(
        (row) =>
          row.type === 'message' &&
          row.sender === me &&
          row.number > 0 &&
          row.number <= readByOther,
      )?.key,
    [rows, me, readByOther],
  )
  useEffect(() => {
    dispatch({ type: 'opened', conversation: id, at: jumpTo })
  }, [dispatch, id, jumpTo])
  const name = other ? nameOf(other) : ''
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-live="off"
        aria-label={t`Messages with ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
        tabIndex={0}
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
                    readByOther={readByOther}
                    seenBy={row.key === lastSeen ? other : null}
                    isMarked={jumpTo !== null && row.type === 'message' && row.number === jumpTo}
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
