import { Trans, useLingui } from '@lingui/react/macro'
import {
  type EmojiData,
  EmojiPicker,
  type EmojiPickerListCategoryHeaderProps,
  type EmojiPickerListEmojiProps,
  type EmojiPickerListRowProps,
  useSkinTone,
} from 'frimousse'
import { useEffect, useState } from 'react'
import { keep } from '../../shared/device'
import { emojiData } from './emojiData'
import { recentEmoji, rememberEmoji } from './recent'
import { keptTone } from './tone'

const resolve = (locale: string): Promise<EmojiData> => emojiData(locale)

const CategoryHeader = ({ category, ...props }: EmojiPickerListCategoryHeaderProps) => (
  <div
    {...props}
    className="bg-surface px-3.5 pt-2 pb-1 text-xs font-medium text-muted first-letter:uppercase"
  >
    {category.label}
  </div>
)

/** The library counts rows and columns from 0, ARIA from 1. */
const countedFromOne = <P extends object>(props: P, index: keyof P): P => ({
  ...props,
  [index]: Number(props[index]) + 1,
})

const Row = ({ children, ...props }: EmojiPickerListRowProps) => (
  <div {...countedFromOne(props, 'aria-rowindex')} className="px-2">
    {children}
  </div>
)

const Emoji = ({ emoji, ...props }: EmojiPickerListEmojiProps) => (
  <button
    {...countedFromOne(props, 'aria-colindex')}
    type="button"
    className="grid h-9 flex-1 place-items-center rounded-md text-xl data-[active]:bg-hover"
  >
    {emoji.emoji}
  </button>
)

const components = { CategoryHeader, Row, Emoji }

/** All emoji: to search in, by group, those used last first. The arrow keys go about in it from the field. */
export default function EmojiPanel({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t, i18n } = useLingui()
  const [typed, setTyped] = useState('')
  const [tone] = useState(keptTone)
  // what was used last stays where it is while the panel is open
  const [recent] = useState(() => recentEmoji.getState())
  const choose = (emoji: string) => {
    rememberEmoji(emoji)
    onChoose(emoji)
  }
  return (
    <EmojiPicker.Root
      locale={i18n.locale === 'en' ? 'en' : 'zh-hant'}
      columns={8}
      skinTone={tone}
      resolveEmojiData={resolve}
      onEmojiSelect={({ emoji }) => choose(emoji)}
      className="flex h-90 max-h-[60vh] w-80 max-w-full flex-col"
    >
      <ToneKept />
      <div className="flex items-center gap-1 p-2 pb-1">
        <EmojiPicker.Search
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label={t`Search emoji`}
          placeholder={t`Search emoji`}
          className="h-10 min-w-0 flex-1 rounded-md border border-field bg-surface px-3 text-md outline-none placeholder:text-muted focus:border-accent"
        />
        <EmojiPicker.SkinToneSelector
          aria-label={t`Skin tone`}
          className="grid size-10 shrink-0 place-items-center rounded-md text-xl hover:bg-hover"
        />
      </div>
      {typed === '' && recent.length > 0 && (
        <section aria-label={t`Used last`} className="px-2">
          <p className="px-1.5 py-1 text-xs font-medium text-muted">
            <Trans>Used last</Trans>
          </p>
          <div className="grid grid-cols-8">
            {recent.slice(0, 8).map((emoji) => (
              <button
                key={emoji}
                type="button"
                onClick={() => choose(emoji)}
                className="grid h-9 place-items-center rounded-md text-xl hover:bg-hover"
              >
                {emoji}
              </button>
            ))}
          </div>
        </section>
      )}
      {/* scrolled by keyboard too: nothing in it takes the focus, which stays in the field */}
      <EmojiPicker.Viewport
        tabIndex={0}
        className="thin relative min-h-0 flex-1 rounded-md -outline-offset-2"
      >
        <EmojiPicker.Loading className="absolute inset-0 grid place-items-center text-base text-muted">
          <span className="appear-late">{t`Loading…`}</span>
        </EmojiPicker.Loading>
        <EmojiPicker.Empty className="absolute inset-0 grid place-items-center p-4 text-center text-base text-muted">
          {t`No emoji found`}
        </EmojiPicker.Empty>
        <EmojiPicker.List className="pb-2 select-none" components={components} />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  )
}

/** The tone that was chosen last is that of the next time. */
function ToneKept() {
  const [tone] = useSkinTone()
  useEffect(() => keep('skin-tone', tone), [tone])
  return null
}
