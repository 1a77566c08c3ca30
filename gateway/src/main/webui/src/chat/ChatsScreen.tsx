import './chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { MessagesSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { useScreenTitle } from '../shared/title'
import { Blank } from '../shared/ui/Blank'
import { ListPane } from '../shared/ui/ListPane'
import { ChatList } from './list/ChatList'

/** The list, and beside it (on a phone: in its place) the open conversation. */
export function ChatsScreen({ openId, children }: { openId: string | null; children: ReactNode }) {
  const { t } = useLingui()
  return (
    <>
      <ListPane label={t`Chats`} isBehind={openId !== null}>
        <ChatList openId={openId} />
      </ListPane>
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
