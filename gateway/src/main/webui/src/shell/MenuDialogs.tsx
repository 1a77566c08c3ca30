import { useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import { Dialog } from '../shared/ui/Dialog'
import { CommandSearch } from './CommandSearch'
import { type MenuName, openedMenu, openMenu } from './openedMenu'
import { Shortcuts } from './Shortcuts'

export default function MenuDialogs() {
  const { t } = useLingui()
  const opened = useStore(openedMenu)
  const stateOf = (menu: MenuName) => ({
    isOpen: opened === menu,
    onOpenChange: (isOpen: boolean) => openMenu(isOpen ? menu : null),
  })
  return (
    <>
      <Dialog title={t`Go to…`} width="max-w-xl" {...stateOf('commands')}>
        <CommandSearch onDone={() => openMenu(null)} />
      </Dialog>
      <Dialog title={t`Keyboard shortcuts`} {...stateOf('shortcuts')}>
        <Shortcuts />
      </Dialog>
    </>
  )
}
