import '../../styles/main.css'
import { beforeEach } from 'vitest'
import { speak, spoken } from '../i18n/language'

// the files of a run share an origin: whoever signed in in one is nobody in the next
localStorage.clear()

/** Tests render screens without the routes that bring their texts. */
const shown = Promise.resolve()

beforeEach(async () => {
  localStorage.clear()
  document.documentElement.dataset.theme = 'light'
  await speak('en')
  const parts = ['app', 'settings', 'devices', 'search', 'history', 'call', 'dialogs'] as const
  await Promise.all(parts.map((part) => spoken(part, shown)))
})
