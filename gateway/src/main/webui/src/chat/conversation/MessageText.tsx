import { lazy, Suspense } from 'react'
import { MentionName } from '../mention/MentionName'
import { pieces } from '../store/mentions'

const Markdown = lazy(() => import('./Markdown'))

/** Anything that Markdown could read as more than words, or a link. */
const hasMarkup = /[*_`~[\]<>#|\\$]|^\s*(?:[-+]|\d+[.)])\s|https?:|www\.|\n|@/m

/** What was written. Plain words need no Markdown, and show at once while it is being loaded. */
export function MessageText({ text }: { text: string }) {
  const plain = (
    <p className="whitespace-pre-wrap">
      {pieces(text).map((piece, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
        'text' in piece ? piece.text : <MentionName key={i} of={piece.mention} />,
      )}
    </p>
  )
  const words = pieces(text).flatMap((piece) => ('text' in piece ? piece.text : []))
  if (!words.some((some) => hasMarkup.test(some))) return plain
  return (
    <Suspense fallback={plain}>
      <Markdown>{text}</Markdown>
    </Suspense>
  )
}
