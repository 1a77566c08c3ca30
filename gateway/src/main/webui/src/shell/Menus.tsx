import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { type MenuName, openedMenu, openMenu } from './openedMenu'

const MenuDialogs = lazy(() => import('./MenuDialogs'))

/** Ctrl/⌘ K and Ctrl/⌘ /. What they open is fetched the first time. */
export function Menus() {
  const isOpen = useStore(openedMenu, (menu) => menu !== null)
  const [isFetched, setFetched] = useState(false)
  if (isOpen && !isFetched) setFetched(true)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const menu = menuOf(event)
      if (!menu) return
      event.preventDefault()
      openMenu(openedMenu.getState() === menu ? null : menu)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    isFetched && (
      <Suspense>
        <MenuDialogs />
      </Suspense>
    )
  )
}

function menuOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): MenuName | null {
  if (!(ctrlKey || metaKey) || altKey) return null
  // some keyboards have the slash on another layer
  if (key === '/') return 'shortcuts'
  return key.toLowerCase() === 'k' && !shiftKey ? 'commands' : null
}
