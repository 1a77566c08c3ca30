import './chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessagesSquare } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { useScreenTitle } from '../shared/title'
import { Blank } from '../shared/ui/Blank'
import { ChatList } from './list/ChatList'
import { ListEdge, useListWidth } from './list/ListEdge'

/** The list, and beside it (on a phone: in its place) the open conversation. */
export function ChatsScreen({ openId, children }: { openId: string | null; children: ReactNode }) {
  const { t } = useLingui()
  const { width, change } = useListWidth()
  return (
    <>
      <section
        aria-label={t`Chats`}
        data-region
        className={`${openId === null ? 'flex' : 'hidden md:flex'} relative w-full shrink-0 flex-col border-line bg-canvas md:w-70 md:border-e lg:w-(--list-width)`}
        style={{ '--list-width': `${width}px` } as CSSProperties}
      >
        <ChatList openId={openId} />
        <ListEdge width={width} onChange={change} />
      </section>
      <div
        className={`${openId === null ? 'hidden md:flex' : 'flex'} min-w-0 flex-1 flex-col bg-surface`}
      >
        {children}
      </div>
    </>
  )
}

/** Beside the list while no conversation is open. */
export function NoChatOpen() {
  const { t } = useLingui()
  useScreenTitle(t`Chats`)
  return (
    <Blank icon={MessagesSquare} title={t`Pick a conversation`}>
      <Trans>Choose someone on the left, or start a new chat.</Trans>
    </Blank>
  )
}
