import { createStore, type StoreApi } from 'zustand/vanilla'

/** What lies over the app and can be opened from anywhere. */
export type MenuName = 'commands' | 'shortcuts'

export const openedMenu: StoreApi<MenuName | null> = createStore<MenuName | null>(() => null)

export const openMenu = (menu: MenuName | null): void => openedMenu.setState(menu, true)
