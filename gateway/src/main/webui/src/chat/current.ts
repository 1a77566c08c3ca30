import { createStore, type StoreApi } from 'zustand/vanilla'
import { authApi, freshToken, type Profile, session } from '../account'
import type { paths } from '../shared/api/chat.gen'
import { forget } from '../shared/device'
import { watchConnection } from '../shared/net/connection'
import { unreachable } from '../shared/net/problem'
import { createApi } from '../shared/net/rest'
import { Socket } from '../shared/net/socket'
import {
  activityUnread,
  channelsUnread,
  missedCalls,
  unreadChats as unreadShown,
} from '../shared/unread'
import { chatApi } from './api'
import { ChatDatabase, deleteChatDatabase } from './database'
import { deleteFileDatabase, FileDatabase } from './files/FileDatabase'
import type { Transfer } from './files/tus'
import { hasUnreadChannel, unreadChats } from './store/selectors'
import { ChatSync } from './sync'
import { decode } from './wire/frames'

/** It stands for more than 99. */
const MOST_SHOWN = 100

const socketUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/ws/chat`

const api = chatApi(createApi<paths>(freshToken), authApi)

/** Few send files: what sends them comes with the first. */
const transfer: Transfer = async (given) => {
  const tus = await import('./files/tus').catch(() => null)
  return tus ? tus.tusTransfer(freshToken)(given) : { ok: false, problem: unreachable }
}

function begin(me: string): ChatSync {
  const sync = new ChatSync({
    me,
    api,
    database: new ChatDatabase(me),
    files: new FileDatabase(me),
    transfer,
    tabs: `homeroom-chat-${me}`,
    connect: (listener) => new Socket({ url: socketUrl(), freshToken, decode, ...listener }),
  })
  const stopWatching = watchConnection(sync.socket)
  const stopCounting = sync.store.subscribe((state) => {
    const now = new Date()
    unreadShown.setState(unreadChats(state, now))
    channelsUnread.setState(hasUnreadChannel(state, now))
    missedCalls.setState(state.missedCalls)
    activityUnread.setState(Math.min(MOST_SHOWN, state.activityUnread + state.reportsOpen))
  })
  sync.onClose(() => {
    stopWatching()
    stopCounting()
    unreadShown.setState(0)
    channelsUnread.setState(false)
    activityUnread.setState(0)
    missedCalls.setState(0)
  })
  void sync.start()
  return sync
}

/** The chats of whoever is signed in, from the first time that anything asks for them; null for nobody. */
export const currentChats: StoreApi<ChatSync | null> = createStore<ChatSync | null>(() => null)

const selfOf = ({ name, status, photo = null }: Profile) =>
  ({ type: 'self.changed', name, status, photo }) as const

/** The profile that the chats know of. */
let self: Profile | null = null

function follow(): void {
  const before = currentChats.getState()
  const now = session.store.getState()
  if (now.status !== 'signed-out') {
    if (!before) currentChats.setState(begin(now.account.id), true)
    else if (now.account !== self) before.dispatch(selfOf(now.account))
    self = now.account
    return
  }
  currentChats.setState(null, true)
  if (!before) return
  before.close()
  // a session that merely ended leaves what was not sent: the same person comes back for it
  if (now.why === 'ended') return
  forget('searches')
  void deleteChatDatabase(before.me)
  void deleteFileDatabase(before.me)
}

session.store.subscribe(follow)
follow()
