import { i18n } from '@lingui/core'
import type { components } from '../api/auth.gen'
import { keep, kept } from '../device'

export type Language = components['schemas']['Language']

/** What each language calls itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-Hant-TW': '繁體中文',
}

export const isLanguage = (tag: string): tag is Language => tag in LANGUAGES

export const currentLanguage = (): Language => (isLanguage(i18n.locale) ? i18n.locale : 'en')

/** React Aria has its words under the region, the page's `lang` names the script. */
export const ariaLocale = (language: Language): string =>
  language === 'zh-Hant-TW' ? 'zh-TW' : 'en-US'

/** Loads the texts of a language and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await (language === 'en'
    ? import('../../locales/en.po')
    : import('../../locales/zh-Hant-TW.po'))
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

/** The person's own choice: kept on this device for the next time. */
export async function chooseLanguage(language: Language): Promise<void> {
  keep('language', language)
  await speak(language)
}

/** The language of the person's profile, unless one was chosen on this device. */
export async function adoptLanguage(language: Language): Promise<void> {
  if (kept('language') === null && language !== i18n.locale) await speak(language)
}
