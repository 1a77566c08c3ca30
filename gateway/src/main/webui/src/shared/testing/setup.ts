import '../../styles/main.css'
import { beforeEach } from 'vitest'
import { speak } from '../i18n/language'

// the files of a run share an origin: whoever signed in in one is nobody in the next
localStorage.clear()

beforeEach(async () => {
  localStorage.clear()
  document.documentElement.dataset.theme = 'light'
  await speak('en')
})
