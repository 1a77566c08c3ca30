import styles from 'katex/dist/katex.min.css?url'
import type { Options } from 'react-markdown'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'

type Plugins = NonNullable<Options['rehypePlugins']>

export const remark: Plugins = [remarkMath]

/** Nothing that a formula says is run, fetched or larger than its line; what KaTeX does not know is shown in red. */
export const rehype: Plugins = [
  [
    rehypeKatex,
    { trust: false, strict: 'ignore', maxExpand: 200, maxSize: 20, errorColor: 'var(--bad-text)' },
  ],
]

/** The styles and fonts of formulas are half of all styles: they come with the first formula. */
const link = document.createElement('link')
link.rel = 'stylesheet'
link.href = styles
document.head.append(link)
