import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'

type Named = { name: string; type: string }

/** What a message without words is called where there is one line for it: its picture, its file, or how many they are. */
export function useFilesWords(): (files: readonly Named[] | undefined) => string {
  const { t } = useLingui()
  return useCallback(
    (files = []) => {
      const [first] = files
      if (!first) return ''
      if (files.every(({ type }) => type.startsWith('image/')))
        return t`${plural(files.length, { one: 'Picture', other: '# pictures' })}`
      return files.length === 1
        ? first.name
        : t`${plural(files.length, { one: '# file', other: '# files' })}`
    },
    [t],
  )
}
