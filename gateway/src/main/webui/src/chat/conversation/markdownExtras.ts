import type { Options } from 'react-markdown'

type Plugins = NonNullable<Options['rehypePlugins']>

/** What a message's Markdown needs beyond the usual. */
export type Extras = { remark: Plugins; rehype: Plugins }
export type Needs = { code: boolean; math: boolean }

export const none: Extras = { remark: [], rehype: [] }

/** Told by a look at the text: most messages need neither, and each is large. */
export const needsOf = (text: string): Needs => ({
  code: /^[ \t>\-+*\d.)]*(?:```|~~~)[ \t]*[A-Za-z]/m.test(text),
  math: /\$[^$]*\$/.test(text),
})

const known = new Map<string, Promise<Extras>>()

/** The plugins for it, fetched the first time. What cannot be fetched is done without, and tried again later. */
export function extrasFor(needs: Needs): Promise<Extras> {
  const key = `${needs.code} ${needs.math}`
  const before = known.get(key)
  if (before) return before
  const fetched = fetchExtras(needs).catch(() => {
    known.delete(key)
    return none
  })
  known.set(key, fetched)
  return fetched
}

async function fetchExtras({ code, math }: Needs): Promise<Extras> {
  const [highlight, formulas] = await Promise.all([
    code ? import('./markdownCode') : null,
    math ? import('./markdownMath') : null,
  ])
  return {
    remark: formulas?.remark ?? [],
    rehype: [...(highlight?.rehype ?? []), ...(formulas?.rehype ?? [])],
  }
}
