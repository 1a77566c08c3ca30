import { lazy, Suspense } from 'react'

const Markdown = lazy(() => import('./Markdown'))

/** Anything that Markdown could read as more than words, or a link. */
const hasMarkup = /[*_`~[\]<>#|\\$]|^\s*(?:[-+]|\d+[.)])\s|https?:|www\.|\n|@/m

/** What was written. Plain words need no Markdown, and show at once while it is being loaded. */
export function MessageText({ text }: { text: string }) {
  const plain = <p className="whitespace-pre-wrap">{text}</p>
  if (!hasMarkup.test(text)) return plain
  return (
    <Suspense fallback={plain}>
      <Markdown>{text}</Markdown>
    </Suspense>
  )
}
