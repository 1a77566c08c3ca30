import '@fontsource-variable/inter/wght.css'
import './styles/main.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { session } from './account'
import { keepDocumentTitle } from './app/documentTitle'
import { keepPage } from './app/keepPage'
import { createAppRouter } from './app/router'
import { Words } from './app/Words'
import { adoptLanguage, isLanguage, speak } from './shared/i18n/language'

const { lang } = document.documentElement
await Promise.all([speak(isLanguage(lang) ? lang : 'en'), session.start()])
const who = session.store.getState()
if (who.status !== 'signed-out') await adoptLanguage(who.account.language)

keepDocumentTitle()
keepPage()
const router = createAppRouter(session)
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no root')
createRoot(root).render(
  <StrictMode>
    <Words navigate={(href) => void router.navigate({ href })}>
      <RouterProvider router={router} />
    </Words>
  </StrictMode>,
)
