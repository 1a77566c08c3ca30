import { useLingui } from '@lingui/react/macro'
import { Bold, Code, Italic, Link, List, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { IconButton } from '../../shared/ui/IconButton'
import type { Format } from './markdownEdit'

const KEY = 'homeroom.format-bar'

const formats: readonly Format[] = ['bold', 'italic', 'code', 'list', 'link']

const icons: Record<Format, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  code: Code,
  list: List,
  link: Link,
}

const keys: Partial<Record<Format, string>> = { bold: 'Control+B', italic: 'Control+I' }

/** Whether the buttons for Markdown are shown: as the person left them, at first not on a phone. */
export function useFormatBar() {
  const [isShown, setShown] = useState(
    () =>
      (localStorage.getItem(KEY) ?? String(matchMedia('(min-width: 48rem)').matches)) === 'true',
  )
  const toggle = () => {
    localStorage.setItem(KEY, String(!isShown))
    setShown(!isShown)
  }
  return { isShown, toggle }
}

export function FormatBar({ onFormat }: { onFormat: (kind: Format) => void }) {
  const { t } = useLingui()
  const labels: Record<Format, string> = {
    bold: t`Bold`,
    italic: t`Italic`,
    code: t`Code`,
    list: t`List`,
    link: t`Link`,
  }
  return (
    <Toolbar aria-label={t`Formatting`} className="flex gap-0.5 px-1">
      {formats.map((kind) => {
        const Icon = icons[kind]
        const shortcut = keys[kind]
        return (
          <IconButton
            key={kind}
            size="iconSmall"
            label={labels[kind]}
            {...(shortcut ? { keys: shortcut } : {})}
            onPress={() => onFormat(kind)}
          >
            <Icon size={16} aria-hidden />
          </IconButton>
        )
      })}
    </Toolbar>
  )
}
