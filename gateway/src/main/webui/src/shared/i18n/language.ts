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

/** Texts come in parts, each with the screens that show it. */
const catalogs = {
  en: {
    start: () => import('words:en/start'),
    app: () => import('words:en/app'),
    settings: () => import('words:en/settings'),
    search: () => import('words:en/search'),
    history: () => import('words:en/history'),
    devices: () => import('words:en/devices'),
    call: () => import('words:en/call'),
    dialogs: () => import('words:en/dialogs'),
  },
  'zh-Hant-TW': {
    start: () => import('words:zh-Hant-TW/start'),
    app: () => import('words:zh-Hant-TW/app'),
    settings: () => import('words:zh-Hant-TW/settings'),
    search: () => import('words:zh-Hant-TW/search'),
    history: () => import('words:zh-Hant-TW/history'),
    devices: () => import('words:zh-Hant-TW/devices'),
    call: () => import('words:zh-Hant-TW/call'),
    dialogs: () => import('words:zh-Hant-TW/dialogs'),
  },
}

export type Part = keyof (typeof catalogs)['en']

const parts = new Set<Part>(['start'])

// its name would stand on the screen: a screen came without the part that has it
i18n.on('missing', ({ id }) => reportError(new Error(`there is no text ${id}`)))

/** Shows everything in a language, with the texts of all parts that are needed so far. */
export async function speak(language: Language): Promise<void> {
  const loaded = await Promise.all([...parts].map((part) => catalogs[language][part]()))
  const messages = Object.assign({}, ...loaded.map((part) => part.messages))
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

/** A screen's module, once its texts are there too. */
export async function spoken<Module>(part: Part, module: Promise<Module>): Promise<Module> {
  parts.add(part)
  const language = currentLanguage()
  const [screen, { messages }] = await Promise.all([module, catalogs[language][part]()])
  i18n.load(language, messages)
  return screen
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
