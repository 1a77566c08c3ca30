import type { Element, ElementContent, Parents, Root, RootContent } from 'hast'
import { pieces } from '../store/mentions'

/** In code the letters stand for themselves. */
const LITERAL = new Set(['code', 'pre'])

/** Puts an element in place of each call: `<span data-mention>`, which only this makes, for it comes after the sanitising. */
export const rehypeMentions = () => (tree: Root) => {
  const open: Parents[] = [tree]
  for (let parent = open.pop(); parent; parent = open.pop()) {
    const next: (RootContent | ElementContent)[] = []
    for (const child of parent.children) {
      if (child.type === 'text' && child.value.includes('<@')) next.push(...marked(child.value))
      else next.push(child)
      if (child.type === 'element' && !LITERAL.has(child.tagName)) open.push(child)
    }
    parent.children = next as typeof parent.children
  }
}

const marked = (text: string): ElementContent[] =>
  pieces(text).map(
    (piece): ElementContent =>
      'text' in piece
        ? { type: 'text', value: piece.text }
        : ({
            type: 'element',
            tagName: 'span',
            properties: { dataMention: piece.mention },
            children: [],
          } satisfies Element),
  )
