import { i18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import type { ReactNode } from 'react'
import { I18nProvider as AriaI18nProvider, RouterProvider } from 'react-aria-components'
import { ariaLocale, isLanguage } from '../shared/i18n/language'

/** Gives everything below its language, and React Aria the way to follow links without a page load. */
export function Words({
  navigate,
  children,
}: {
  navigate: (href: string) => void
  children: ReactNode
}) {
  return (
    <I18nProvider i18n={i18n}>
      <AriaWords navigate={navigate}>{children}</AriaWords>
    </I18nProvider>
  )
}

function AriaWords({
  navigate,
  children,
}: {
  navigate: (href: string) => void
  children: ReactNode
}) {
  const { i18n: current } = useLingui()
  return (
    <AriaI18nProvider locale={ariaLocale(isLanguage(current.locale) ? current.locale : 'en')}>
      <RouterProvider navigate={navigate}>{children}</RouterProvider>
    </AriaI18nProvider>
  )
}
