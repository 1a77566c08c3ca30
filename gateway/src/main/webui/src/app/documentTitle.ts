import { screenTitle, urgentTitle } from '../shared/title'
import { activityUnread, unreadChats } from '../shared/unread'

const PRODUCT = 'Homeroom'

/** The icon of the tab, with a dot while something waits. */
function showIcon(hasNews: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  const wanted = hasNews ? '/icon-news.svg' : '/icon.svg'
  if (icon && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted)
}

/** Keeps the page's title at "(3) Lin Mei-hua · Homeroom"; the number is unread chats. */
export function keepDocumentTitle(): void {
  const show = () => {
    const unread = unreadChats.getState()
    const urgent = urgentTitle.getState()
    const screen = urgent ?? screenTitle.getState()
    const count = unread > 0 && urgent === null ? `(${unread}) ` : ''
    document.title = `${count}${screen === null ? '' : `${screen} · `}${PRODUCT}`
    showIcon(urgent !== null || unread > 0 || activityUnread.getState() > 0)
  }
  screenTitle.subscribe(show)
  urgentTitle.subscribe(show)
  unreadChats.subscribe(show)
  activityUnread.subscribe(show)
  show()
}
