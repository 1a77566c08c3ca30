import '../../styles/main.css'
import { beforeEach } from 'vitest'
import { speak } from '../i18n/language'

beforeEach(async () => {
  document.documentElement.dataset.theme = 'light'
  await speak('en')
})
