import { useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import { sendKey } from '../shared/sendKey'
import { singleKeys, switchSingleKeys } from '../shared/singleKeys'
import { Keys } from '../shared/ui/Keys'
import { Toggle } from '../shared/ui/Toggle'

/** Every shortcut that there is. */
export function Shortcuts() {
  const { t } = useLingui()
  const sends = useStore(sendKey)
  const groups = [
    {
      title: t`Everywhere`,
      shortcuts: [
        { keys: 'Control+K', does: t`Go to a person, a chat or a setting` },
        { keys: 'Control+/', does: t`This list` },
        { keys: 'F6', does: t`Next part of the screen` },
        { keys: 'Shift+F6', does: t`Part of the screen before` },
      ],
    },
    {
      title: t`Chats`,
      shortcuts: [
        { keys: 'Alt+ArrowDown', does: t`Next chat` },
        { keys: 'Alt+ArrowUp', does: t`Chat before` },
        { keys: 'Alt+Shift+ArrowDown', does: t`Next chat with something unread` },
        { keys: 'Alt+Shift+ArrowUp', does: t`Chat before with something unread` },
        { keys: 'Control+Alt+N', does: t`New chat` },
        { keys: 'Control+F', does: t`Search in the open chat or channel` },
      ],
    },
    {
      title: t`Channels`,
      isSingle: true,
      shortcuts: [
        { keys: 'J', does: t`Next post` },
        { keys: 'K', does: t`Post before` },
        { keys: 'C', does: t`Comment on the post` },
        { keys: 'R', does: t`React to the post` },
      ],
    },
    {
      title: t`Writing`,
      shortcuts: [
        { keys: 'Enter', does: sends === 'Enter' ? t`Send` : t`New line` },
        { keys: 'Shift+Enter', does: sends === 'Enter' ? t`New line` : t`Send` },
        { keys: 'ArrowUp', does: t`In an empty field: edit the last message of your own` },
      ],
    },
  ]
  return (
    <div className="grid gap-5 px-5 pb-6">
      {groups.map(({ title, shortcuts, isSingle = false }) => (
        <section key={title} aria-label={title}>
          <h3 className="pb-1.5 text-xs font-semibold text-muted">{title}</h3>
          {isSingle && <SingleKeys />}
          <dl className="divide-y divide-line">
            {shortcuts.map(({ keys, does }) => (
              <div key={keys} className="flex min-h-10 items-center justify-between gap-4">
                <dt className="text-base">{does}</dt>
                <dd className="shrink-0 text-muted">
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The one place where shortcuts of a single letter are switched off. */
function SingleKeys() {
  const { t } = useLingui()
  const isOn = useStore(singleKeys)
  return (
    <Toggle label={t`Shortcuts of a single letter`} isSelected={isOn} onChange={switchSingleKeys} />
  )
}
