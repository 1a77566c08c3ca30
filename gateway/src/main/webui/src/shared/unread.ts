import { createStore, type StoreApi } from 'zustand/vanilla'

/** Chats with something unread, 0 and up: the number on the rail and in the page's title. */
export const unreadChats: StoreApi<number> = createStore<number>(() => 0)

/** What of Activity is unread, 0 to 100. */
export const activityUnread: StoreApi<number> = createStore<number>(() => 0)

/** Calls that were missed since the list of calls was last looked at, 0 to 100. */
export const missedCalls: StoreApi<number> = createStore<number>(() => 0)

/** Whether any channel has something unread: a dot on the rail, since a class's channel has always something. */
export const channelsUnread: StoreApi<boolean> = createStore<boolean>(() => false)
