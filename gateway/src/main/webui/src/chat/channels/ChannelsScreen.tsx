import '../chat.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Hash } from 'lucide-react'
import type { ReactNode } from 'react'
import { useScreenTitle } from '../../shared/title'
import { Blank } from '../../shared/ui/Blank'
import { ListPane } from '../../shared/ui/ListPane'
import { useChats } from '../ChatContext'
import { isChat } from '../store/selectors'
import { ChannelList } from './ChannelList'

/** The list of channels, and beside it (on a phone: in its place) the open one. */
export function ChannelsScreen({
  openId,
  children,
}: {
  openId: string | null
  children: ReactNode
}) {
  const { t } = useLingui()
  return (
    <>
      <ListPane label={t`Channels`} isBehind={openId !== null}>
        <ChannelList openId={openId} />
      </ListPane>
      <div
        className={`${openId === null ? 'hidden md:flex' : 'flex'} min-w-0 flex-1 flex-col bg-surface`}
      >
        {children}
      </div>
    </>
  )
}

/** Beside the list while no channel is open. */
export function NoChannelOpen() {
  const { t } = useLingui()
  useScreenTitle(t`Channels`)
  const hasAny = useChats((state) => Object.values(state.chats).some((chat) => !isChat(chat)))
  return (
    <Blank icon={Hash} title={hasAny ? t`Pick a channel` : t`A channel is a place for a class`}>
      {hasAny ? (
        <Trans>Choose one on the left to read its posts.</Trans>
      ) : (
        <Trans>Posts stay in order there, and each has its comments.</Trans>
      )}
    </Blank>
  )
}
