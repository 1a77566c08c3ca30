type Span = { from: number; to: number }

/** The marks of Markdown that say how the words between them are shown; each but the last group is a mark, or words. */
const PAIRS = [
  /(!?\[)([^\]\n]*)(\]\([^)\s]*\))/dg,
  /(?<![\w*])(\*)([^\s*](?:[^*\n]*[^\s*])?)(\*)(?![\w*])/dg,
  /(?<!\w)(_)([^\s_](?:[^_\n]*[^\s_])?)(_)(?!\w)/dg,
]
const SINGLES = [/^[^\S\n]*(?:#{1,6}|[-*+>]|\d+[.)])[^\S\n]+/gm, /\*\*|__|~~|`+/g]

/** Where marks stand in a text. Enough for a line that nobody reads to the end, not for showing it in full. */
function marksOf(text: string): Span[] {
  const found = [
    ...PAIRS.flatMap((pair) =>
      [...text.matchAll(pair)].flatMap(({ indices }) => [indices?.[1], indices?.[3]]),
    ),
    ...SINGLES.flatMap((single) =>
      [...text.matchAll(single)].map((match): [number, number] => [
        match.index,
        match.index + match[0].length,
      ]),
    ),
  ]
  return found
    .flatMap((span) => (span ? [{ from: span[0], to: span[1] }] : []))
    .sort((one, other) => one.from - other.from)
}

/**
 * The words without the marks, and where parts of them are by then. A mark that has such a part in it stays: somebody
 * found a message by the address of its link.
 */
export function plain<S extends Span>(
  text: string,
  parts: readonly S[] = [],
): { text: string; parts: S[] } {
  const left: Span[] = []
  let done = 0
  for (const { from, to } of marksOf(text)) {
    const isSought = parts.some((part) => part.from < to && part.to > from)
    if (isSought || to <= done) continue
    left.push({ from: done, to: Math.max(from, done) })
    done = to
  }
  left.push({ from: done, to: text.length })
  const place = (at: number) =>
    left.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - from), 0)
  return {
    text: left.map(({ from, to }) => text.slice(from, to)).join(''),
    parts: parts.map((part) => ({ ...part, from: place(part.from), to: place(part.to) })),
  }
}
