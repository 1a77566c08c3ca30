import type { Options } from 'react-markdown'
import rehypeHighlight from 'rehype-highlight'

/** Code whose language is named is highlighted; guessing would colour the wrong words. */
export const rehype: NonNullable<Options['rehypePlugins']> = [[rehypeHighlight, { detect: false }]]
