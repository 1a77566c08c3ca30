import { useLingui } from '@lingui/react/macro'
import { Bold, Code, Italic, Link, List, type LucideIcon, Type } from 'lucide-react'
import { useState } from 'react'
import { Toolbar } from 'react-aria-components'
import { IconButton } from '../../shared/ui/Button'
import type { Format } from './markdownEdit'

const HIDDEN_KEY = 'homeroom.format-bar.hidden'

const icons: Record<Format, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  code: Code,
  list: List,
  link: Link,
}

/** The buttons for Markdown, which can be hidden for good. */
export function FormatBar({ onFormat }: { onFormat: (kind: Format) => void }) {
  const { t } = useLingui()
  const [isHidden, setHidden] = useState(() => localStorage.getItem(HIDDEN_KEY) === 'true')
  const toggle = () => {
    localStorage.setItem(HIDDEN_KEY, String(!isHidden))
    setHidden(!isHidden)
  }
  const labels: Record<Format, string> = {
    bold: t`Bold`,
    italic: t`Italic`,
    code: t`Code`,
    list: t`List`,
    link: t`Link`,
  }
  const keys: Partial<Record<Format, string>> = { bold: 'Control+B', italic: 'Control+I' }
  return (
    <Toolbar aria-label={t`Formatting`} className="flex gap-0.5">
      <IconButton size="iconSmall" label={t`Formatting`} aria-expanded={!isHidden} onPress={toggle}>
        <Type size={16} aria-hidden />
      </IconButton>
      {!isHidden &&
        (Object.keys(icons) as Format[]).map((kind) => {
          const Icon = icons[kind]
          return (
            <IconButton
              key={kind}
              size="iconSmall"
              label={labels[kind]}
              {...(keys[kind] ? { keys: keys[kind] } : {})}
              onPress={() => onFormat(kind)}
            >
              <Icon size={16} aria-hidden />
            </IconButton>
          )
        })}
    </Toolbar>
  )
}
