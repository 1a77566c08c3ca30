import { useLingui } from '@lingui/react/macro'
import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import type { Message } from '../store/state'
import { LoadedPanel } from './EmojiPopover'
import { QUICK_EMOJI } from './quickEmoji'
import { useActions } from './useActions'
import { useReact } from './useReact'

/** What one may do with a message, for a thumb. */
export default function MessageSheet({
  message,
  onClose,
}: {
  message: Message
  onClose: () => void
}) {
  const { t } = useLingui()
  const { actions, mayReact } = useActions(message)
  const react = useReact(message)
  const [isChoosing, setChoosing] = useState(false)
  const choose = (emoji: string) => {
    onClose()
    react(emoji)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isChoosing ? t`React` : t({ message: 'Message', context: 'what is done with one' })}
    >
      {isChoosing ? (
        <div className="grid justify-items-center pb-3">
          <LoadedPanel onChoose={choose} />
        </div>
      ) : (
        <>
          {mayReact && (
            <div className="flex justify-between gap-1 px-4 pb-2">
              {QUICK_EMOJI.map((emoji) => (
                <Button
                  key={emoji}
                  aria-label={t`React with ${emoji}`}
                  className="size-11 rounded-full! bg-sunken px-0! text-2xl!"
                  onPress={() => choose(emoji)}
                >
                  {emoji}
                </Button>
              ))}
              <Button
                aria-label={t`More emoji`}
                className="size-11 rounded-full! bg-sunken px-0!"
                onPress={() => setChoosing(true)}
              >
                <SmilePlus size={20} aria-hidden />
              </Button>
            </div>
          )}
          <ul className="grid px-2 pb-3">
            {actions.map(({ id, label, icon: Icon, run }) => (
              <li key={id}>
                <Button
                  className={`min-h-12! w-full justify-start! gap-3! px-4! text-md! font-normal! ${id === 'delete' ? 'text-bad-text!' : 'text-text!'}`}
                  onPress={() => {
                    onClose()
                    run()
                  }}
                >
                  <Icon size={20} aria-hidden />
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
