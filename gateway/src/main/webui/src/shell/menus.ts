import { createStore, type StoreApi } from 'zustand/vanilla'

/** What lies over the app and can be opened from anywhere. */
type OpenMenu = 'commands' | 'shortcuts' | null

export const openedMenu: StoreApi<OpenMenu> = createStore<OpenMenu>(() => null)

export const openMenu = (menu: OpenMenu): void => openedMenu.setState(menu, true)
