import { screenTitle } from '../shared/title'
import { unreadChats } from '../shared/unread'

const PRODUCT = 'Homeroom'

/** Keeps the page's title at "(3) Lin Mei-hua · Homeroom"; the number is unread chats. */
export function keepDocumentTitle(): void {
  const show = () => {
    const unread = unreadChats.getState()
    const screen = screenTitle.getState()
    const count = unread > 0 ? `(${unread}) ` : ''
    document.title = `${count}${screen === null ? '' : `${screen} · `}${PRODUCT}`
  }
  screenTitle.subscribe(show)
  unreadChats.subscribe(show)
  show()
}
