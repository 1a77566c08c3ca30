import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Source } from '../completion/useCompletion'
import type { FindEmoji } from './findEmoji'
import { typedAfterColon } from './typedAfterColon'

/** All emoji, for the list that a colon and the beginning of a name open. Their names are fetched by whoever types the first. */
export function useEmojiSource(): Source {
  const { t, i18n } = useLingui()
  const [names, setNames] = useState<{ find: FindEmoji } | 'loading' | null>(null)
  return {
    label: t`Emoji`,
    typedBefore: (text, caret) => {
      const typed = typedAfterColon(text, caret)
      if (typed && names === null) {
        setNames('loading')
        // who cannot fetch them goes on without, and tries again with the next
        import('./findEmoji')
          .then(({ loadEmojiNames }) => loadEmojiNames())
          .then((find) => setNames({ find }))
          .catch(() => setNames(null))
      }
      return typed
    },
    find: (typed) =>
      names === null || names === 'loading' ? [] : names.find(typed, i18n.locale === 'en' ? 0 : 1),
  }
}
