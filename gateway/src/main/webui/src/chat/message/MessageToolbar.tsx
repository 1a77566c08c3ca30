import { useLingui } from '@lingui/react/macro'
import { MoreHorizontal, SmilePlus } from 'lucide-react'
import { MenuTrigger, Toolbar } from 'react-aria-components'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import type { Message } from '../store/state'
import { EmojiButton } from './EmojiButton'
import { QUICK_EMOJI } from './quickEmoji'
import { type Action, useActions } from './useActions'
import { useReact } from './useReact'

/** So many of the quick reactions fit into the toolbar. */
const QUICK = 3

/** What one may do with a message: on hover and on focus. Everything in it is one stop of Tab. */
export default function MessageToolbar({
  message,
  onOpenChange,
}: {
  message: Message
  /** Something of it is open: it stays, wherever the pointer goes. */
  onOpenChange: (isOpen: boolean) => void
}) {
  const { t } = useLingui()
  const { actions, mayReact } = useActions(message)
  const react = useReact(message)
  const shown = actions.filter(({ id }) => id === 'reply' || id === 'edit')
  const more = actions.filter((action) => !shown.includes(action))
  if (actions.length === 0) return null
  return (
    <Toolbar
      aria-label={t`Message actions`}
      className="flex w-max items-center rounded-md border border-line bg-surface p-0.5 shadow-pop"
    >
      {mayReact && (
        <>
          {QUICK_EMOJI.slice(0, QUICK).map((emoji) => (
            <Button
              key={emoji}
              size="iconSmall"
              aria-label={t`React with ${emoji}`}
              className="text-lg! max-sm:hidden!"
              onPress={() => react(emoji)}
            >
              {emoji}
            </Button>
          ))}
          <EmojiButton onChoose={react} onOpenChange={onOpenChange}>
            {(trigger) => (
              <IconButton size="iconSmall" label={t`React`} data-react {...trigger}>
                <SmilePlus size={17} aria-hidden />
              </IconButton>
            )}
          </EmojiButton>
        </>
      )}
      {shown.map(({ id, label, icon: Icon, run }) => (
        <IconButton key={id} size="iconSmall" label={label} onPress={run}>
          <Icon size={17} aria-hidden />
        </IconButton>
      ))}
      {more.length > 0 && (
        <MenuTrigger onOpenChange={onOpenChange}>
          <IconButton size="iconSmall" label={t`More actions`}>
            <MoreHorizontal size={17} aria-hidden />
          </IconButton>
          <Menu aria-label={t`More actions`} onAction={(id) => runOf(more, String(id))}>
            {more.map(({ id, label, icon: Icon }) => (
              <MenuItem key={id} id={id} textValue={label} isDanger={id === 'delete'}>
                <Icon size={17} aria-hidden />
                {label}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
    </Toolbar>
  )
}

const runOf = (actions: readonly Action[], id: string): void =>
  actions.find((action) => action.id === id)?.run()
