import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { SmilePlus, UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { Button } from '../../shared/ui/Button'
import { Tip } from '../../shared/ui/Tip'
import { mayReact } from '../store/rights'
import type { Message } from '../store/state'
import { EmojiButton } from './EmojiButton'
import { useMessageUi } from './MessageUi'
import { useReact } from './useReact'
import { useReactors } from './useReactors'

const Reactors = lazy(() => import('./Reactors'))

/** How a message was answered without words: each emoji with how often, and whether by oneself. */
export function Reactions({ message }: { message: Message }) {
  const { t } = useLingui()
  const { chat } = useMessageUi()
  const react = useReact(message)
  const [isListed, setListed] = useState(false)
  const names = useReactors(chat.id, message)
  const { reactions = [] } = message
  if (reactions.length === 0) return null
  const isOpen = mayReact(chat, message)
  return (
    <fieldset
      aria-label={t`Reactions`}
      className="flex flex-wrap items-center gap-1 pt-1"
      onPointerEnter={names.want}
      onFocus={names.want}
    >
      {reactions.map(({ emoji, count, mine }) => (
        <Tip key={emoji} label={names.of(emoji) ?? emoji}>
          <ToggleButton
            isSelected={mine}
            isDisabled={!isOpen}
            onChange={() => react(emoji)}
            aria-label={t`${emoji}, ${plural(count, { one: '# person', other: '# people' })}`}
            className="flex h-7 items-center gap-1 rounded-full border border-line bg-sunken px-2 text-sm tabular-nums transition-colors hover:border-field selected:border-accent selected:bg-accent-soft selected:font-semibold selected:text-accent-text"
          >
            <span aria-hidden className="text-base leading-none">
              {emoji}
            </span>
            <span aria-hidden>{count}</span>
          </ToggleButton>
        </Tip>
      ))}
      {isOpen && (
        <EmojiButton placement="top start" onChoose={react}>
          {(trigger) => (
            <Button
              aria-label={t`Add a reaction`}
              className="h-7 min-h-0! rounded-full! px-2! hover:bg-sunken!"
              {...trigger}
            >
              <SmilePlus size={16} aria-hidden />
            </Button>
          )}
        </EmojiButton>
      )}
      <Button
        aria-label={t`Who reacted`}
        className="h-7 min-h-0! rounded-full! px-2! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        onPress={() => setListed(true)}
      >
        <UsersRound size={15} aria-hidden />
        <span className="sr-only">
          <Trans>Who reacted</Trans>
        </span>
      </Button>
      <Suspense fallback={null}>
        {isListed && <Reactors message={message} onClose={() => setListed(false)} />}
      </Suspense>
    </fieldset>
  )
}
