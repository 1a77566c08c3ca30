import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import { isTangled, tame } from './markdownLimits'
import { remarkChat } from './remarkChat'

/** The longest text of a message. */
const MOST = 16_384

const fill = (part: string): string => part.repeat(Math.floor(MOST / part.length))
const lines = (make: (i: number) => string, count: number): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('\n')

const hostile: Record<string, string> = {
  quotes: fill('>'),
  'quotes with blanks': fill('> '),
  'lists in lists': fill('1. '),
  'bullets in bullets': fill('* a '),
  'lists, a line each': lines((i) => `${' '.repeat(i)}- a`, 170),
  'quotes, a line each': lines((i) => `${'>'.repeat(i)} a`, 170),
  brackets: fill('['),
  'brackets that match': '['.repeat(MOST / 2) + ']'.repeat(MOST / 2),
  links: fill('[a]('),
  stars: fill('*a '),
  'stars that match': fill('*a*b'),
  'stars and lines': fill('**x__'),
  tildes: fill('~~a '),
  backticks: lines((i) => '`'.repeat(i + 1), 170),
  'headings by underlines': fill('a\n=\n'),
  footnotes: fill('[^a]: '),
  'a wide table': `${'|a'.repeat(2_700)}|\n${'|-'.repeat(2_700)}|\n${'|\n'.repeat(2_700)}`,
  'a long table': `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(2_600)}`,
  formulas: fill('$a$ '),
  'half formulas': fill('$a '),
  entities: fill('&'),
  tags: fill('<a '),
  addresses: fill('a@a.'),
}

const processor = unified().use(remarkParse).use(remarkChat).use(remarkMath).use(tame)

type Node = { type: string; children?: Node[]; value?: string }

const parse = (text: string): Node => processor.runSync(processor.parse(text), text) as Node

function measure(root: Node) {
  let depth = 0
  const counts: Record<string, number> = {}
  const open: [Node, number][] = [[root, 1]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, level] = next
    depth = Math.max(depth, level)
    counts[node.type] = (counts[node.type] ?? 0) + 1
    for (const child of node.children ?? []) open.push([child, level + 1])
  }
  return { depth, counts }
}

describe('Markdown that explodes', () => {
  it.each(Object.entries(hostile))('%s: is left as typed, or is small and shallow', (_, text) => {
    if (isTangled(text)) return
    const { depth, counts } = measure(parse(text))
    expect(depth).toBeLessThan(40)
    expect(counts.tableCell ?? 0).toBeLessThanOrEqual(1_500)
    expect((counts.inlineMath ?? 0) + (counts.math ?? 0)).toBeLessThanOrEqual(100)
  })

  it('what takes the parser seconds or its stack is told before it is parsed', () => {
    const told = Object.keys(hostile).filter((name) => isTangled(hostile[name] ?? ''))
    expect(told).toEqual(
      expect.arrayContaining([
        'quotes',
        'quotes with blanks',
        'lists in lists',
        'brackets that match',
        'stars that match',
        'stars and lines',
        'headings by underlines',
        'footnotes',
      ]),
    )
  })

  it('what is cut stands there as it was typed', () => {
    const wide = hostile['a wide table'] ?? ''
    expect(parse(wide).children).toEqual([
      { type: 'paragraph', children: [{ type: 'text', value: wide.trimEnd() }] },
    ])
  })
})

describe('Markdown as people write it', () => {
  it('is not held to be tangled', () => {
    const lesson = `# Optics\n\n> > quoted twice\n\n1. one\n   - [x] two\n     - three\n\n|a|b|\n|-|-|\n|1|2|\n\n\`\`\`js\nconst a = [[1, 2], [3, 4]] // ** __ ~~\n\`\`\`\n`
    expect(isTangled(lesson.repeat(20))).toBe(false)
    const { counts } = measure(parse(lesson))
    expect(counts).toMatchObject({ table: 1, list: 3, blockquote: 2, code: 1 })
  })

  it.each([
    ['costs $5 and $6', 0],
    ['$x^2$ is a formula', 1],
    ['from $a$ to $b$.', 2],
    ['$ not one $', 0],
    ['US$30,000 or NT$900,000', 0],
    ['$$\nx = 1\n$$', 1],
  ])('%s', (text, formulas) => {
    const { counts } = measure(parse(text))
    expect((counts.inlineMath ?? 0) + (counts.math ?? 0)).toBe(formulas)
  })
})
