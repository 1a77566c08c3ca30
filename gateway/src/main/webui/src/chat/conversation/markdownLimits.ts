import type { Nodes, Parents, Root } from 'mdast'
import type { VFile } from 'vfile'

/** Quotes and lists in each other: nobody writes deeper, and the parser's stack ends at some thousands. */
const MOST_NESTED = 24
/** Brackets and marks of emphasis are matched with each other, which takes a time that grows with their square. */
const MOST_BRACKETS = 500
const MOST_EMPHASIS = 1_500
/** Lines under a heading, likewise. */
const MOST_UNDERLINES = 200
/** The cells that are missing in a row are added: a few kilobytes of table may have millions. */
const MOST_CELLS = 1_500
const MOST_FORMULAS = 100

/**
 * Whether Markdown of this text would hold up the page of whoever reads it. Looked at before it is parsed, in one pass: a
 * text has at most 16 KB, but some of those take ten seconds.
 */
export function isTangled(text: string): boolean {
  let brackets = 0
  let emphasis = 0
  for (const char of text) {
    if (char === '[' || char === ']') brackets++
    else if (char === '*' || char === '_' || char === '~') emphasis++
  }
  if (brackets > MOST_BRACKETS || emphasis > MOST_EMPHASIS) return true
  let underlines = 0
  for (const line of text.split('\n')) {
    if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(line)) underlines++
    if (nesting(line) > MOST_NESTED) return true
  }
  return underlines > MOST_UNDERLINES
}

const CONTAINER = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,50}\]:)/y

/** How many quotes and lists a line begins in. */
function nesting(line: string): number {
  let depth = 0
  CONTAINER.lastIndex = 0
  while (depth <= MOST_NESTED && CONTAINER.test(line)) depth++
  return depth
}

/** Cuts what a tree may have: depth, cells, formulas. What is over is shown as it was typed. */
export function tame() {
  return (tree: Root, file: VFile): void => {
    const source = String(file)
    let formulas = 0
    const isOver = (node: Nodes, depth: number): boolean => {
      switch (node.type as string) {
        case 'inlineMath':
        case 'math':
          return ++formulas > MOST_FORMULAS || !isFormula(node, source)
        default:
          return depth > MOST_NESTED || (node.type === 'table' && cells(node) > MOST_CELLS)
      }
    }
    const open: { parent: Parents; depth: number }[] = [{ parent: tree, depth: 1 }]
    for (let next = open.pop(); next; next = open.pop()) {
      const { parent, depth } = next
      parent.children = parent.children.map((child) => {
        if (isOver(child, depth)) return asTyped(child, source)
        if ('children' in child) open.push({ parent: child, depth: depth + 1 })
        return child
      }) as typeof parent.children
    }
  }
}

const cells = (table: Extract<Nodes, { type: 'table' }>): number =>
  table.children.length * Math.max(0, ...table.children.map((row) => row.children.length))

const typed = (node: Nodes, source: string): string =>
  source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)

const INLINE = new Set(['inlineMath', 'emphasis', 'strong', 'delete', 'link'])

function asTyped(node: Nodes, source: string): Nodes {
  const text = { type: 'text' as const, value: typed(node, source) }
  return INLINE.has(node.type) ? text : { type: 'paragraph', children: [text] }
}

/**
 * "$5 and $6" are prices: as in Pandoc (extension tex_math_dollars), a formula in a line begins and ends without a blank,
 * and no digit follows it.
 */
function isFormula(node: Nodes, source: string): boolean {
  if ((node.type as string) === 'math') return true
  const written = typed(node, source)
  if (written.startsWith('$$')) return true
  const after = source[node.position?.end.offset ?? 0] ?? ''
  return !/^\$\s/.test(written) && !/\s\$$/.test(written) && !/\d/.test(after)
}
