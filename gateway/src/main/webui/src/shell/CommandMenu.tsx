import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { Dialog } from '../shared/ui/Dialog'
import { openedMenu, openMenu } from './menus'

const CommandSearch = lazy(() =>
  import('./CommandSearch').then(({ CommandSearch: component }) => ({ default: component })),
)

/** Ctrl/⌘ K: to any person, chat or setting by a few letters. What is inside is fetched when it is first opened. */
export function CommandMenu() {
  const { t } = useLingui()
  const isOpen = useStore(openedMenu, (menu) => menu === 'commands')
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isModified = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isModified || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      openMenu(openedMenu.getState() === 'commands' ? null : 'commands')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <Dialog
      title={t`Go to…`}
      isOpen={isOpen}
      onOpenChange={(open) => openMenu(open ? 'commands' : null)}
      width="max-w-xl"
    >
      <Suspense>
        <CommandSearch onDone={() => openMenu(null)} />
      </Suspense>
    </Dialog>
  )
}
