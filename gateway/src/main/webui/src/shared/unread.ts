import { createStore, type StoreApi } from 'zustand/vanilla'

/** Chats with something unread, 0 and up: the number on the rail and in the page's title. */
export const unreadChats: StoreApi<number> = createStore<number>(() => 0)
