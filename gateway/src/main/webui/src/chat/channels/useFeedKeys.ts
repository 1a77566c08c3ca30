import { useEffect } from 'react'
import { isSingleKey } from '../../shared/singleKeys'

/** The posts on the screen carry their numbers. */
const POSTS = '[role=feed] article[data-post]'

const numberOf = (article: HTMLElement | undefined): number => Number(article?.dataset.post ?? 0)

/** J and K go to the next post and the one before, C comments on the one that has the focus, R reacts to it. */
export function useFeedKeys({ onComment }: { onComment: (post: number) => void }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSingleKey(event)) return
      const key = event.key.toLowerCase()
      if (!'jkcr'.includes(key)) return
      const all = [...document.querySelectorAll<HTMLElement>(POSTS)]
      const here = all.findIndex((article) => article.contains(document.activeElement))
      if (key === 'c') {
        const number = numberOf(
          all[here] ?? document.querySelector<HTMLElement>('[data-open-post]') ?? undefined,
        )
        if (number <= 0) return
        event.preventDefault()
        return onComment(number)
      }
      if (key === 'r') {
        // the toolbar is there for what has the focus
        const react = document.activeElement
          ?.closest('article')
          ?.querySelector<HTMLElement>('[data-react]')
        if (!react) return
        event.preventDefault()
        return react.click()
      }
      const to = all[here === -1 ? 0 : here + (key === 'j' ? 1 : -1)]
      if (!to) return
      event.preventDefault()
      to.focus({ preventScroll: true })
      to.scrollIntoView({ block: 'start' })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onComment])
}
