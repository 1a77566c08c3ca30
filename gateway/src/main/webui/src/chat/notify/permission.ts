import { createStore, type StoreApi } from 'zustand/vanilla'

/** Whether the browser lets this page notify; `none` where it cannot at all. */
export type Permission = NotificationPermission | 'none'

const current = (): Permission => ('Notification' in globalThis ? Notification.permission : 'none')

export const permission: StoreApi<Permission> = createStore<Permission>(current)

/** Asks the person, by the browser. Only where they pressed something that says so. */
export async function askPermission(): Promise<void> {
  if (!('Notification' in globalThis)) return
  await Notification.requestPermission()
  permission.setState(current(), true)
}

// it may be changed in the browser's own settings meanwhile
addEventListener('focus', () => permission.setState(current(), true))
