import { useLingui } from '@lingui/react/macro'
import { Languages } from 'lucide-react'
import { chooseLanguage, LANGUAGES, type Language } from '../shared/i18n/language'
import { Button } from '../shared/ui/Button'

/** To the other language, named in that language: whoever needs it may not read this one. */
export function LanguageSwitch() {
  const { i18n } = useLingui()
  const other: Language = i18n.locale === 'en' ? 'zh-Hant-TW' : 'en'
  return (
    <Button size="sm" lang={other} onPress={() => void chooseLanguage(other)}>
      <Languages size={16} aria-hidden />
      {LANGUAGES[other]}
    </Button>
  )
}
