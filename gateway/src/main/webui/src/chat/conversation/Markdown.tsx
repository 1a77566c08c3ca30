import { useLingui } from '@lingui/react/macro'
import { type AnyRouter, useRouter } from '@tanstack/react-router'
import { Square, SquareCheck } from 'lucide-react'
import { type ComponentProps, type MouseEvent, memo, type ReactNode, Suspense, use } from 'react'
import ReactMarkdown, { type Components, type Options } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import { MentionName } from '../mention/MentionName'
import { rehypeMentions } from '../mention/rehypeMentions'
import { type Extras, extrasFor, needsOf, none } from './markdownExtras'
import { isTangled, tame } from './markdownLimits'
import { remarkChat } from './remarkChat'

// formulas are marked by these until KaTeX draws them
const schema: Options['remarkRehypeOptions'] & typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
}

// a message loads nothing from elsewhere: who wrote it would learn when and where it is read
const notShown = ['img']

/** A message is talk: its headings are no part of the outline of the page. */
const Heading = ({ children }: { children?: ReactNode }) => (
  <p className="pt-1 font-semibold">{children}</p>
)

function Task({ checked }: { checked?: boolean | undefined }) {
  const { t } = useLingui()
  const Icon = checked ? SquareCheck : Square
  return (
    <Icon
      size={17}
      role="img"
      aria-label={
        checked
          ? t({ message: 'done', context: 'item of a list' })
          : t({ message: 'not done', context: 'item of a list' })
      }
      className={`me-1.5 inline align-[-3px] ${checked ? 'text-ok-text' : 'text-muted'}`}
    />
  )
}

/** What leads elsewhere opens apart from the app; the way to one of its own pages is gone as any other of its links. */
function Anchor({ href = '', ...props }: ComponentProps<'a'>) {
  const router = useRouter({ warn: false }) as AnyRouter | undefined
  const way = router && ownWay(router, href)
  if (!way) return <a {...props} href={href} target="_blank" rel="noopener noreferrer nofollow" />
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    router.history.push(way)
  }
  return <a {...props} href={href} onClick={go} />
}

/** The address within the app, if it has a page there: files and documents of the same server are no pages. */
function ownWay(router: AnyRouter, href: string): string | null {
  const url = URL.parse(href, location.href)
  if (url?.origin !== location.origin) return null
  const [, , route] = router.getMatchedRoutes(url.pathname)
  return route ? url.pathname + url.search + url.hash : null
}

const components: Components = {
  a: ({ node: _, ...props }) => <Anchor {...props} />,
  // tables and code scroll by themselves, and can be scrolled by keyboard
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
  pre: ({ node: _, ...props }) => <pre tabIndex={0} {...props} />,
  table: ({ node: _, ...props }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <div className="thin max-w-full overflow-x-auto" tabIndex={0}>
      <table {...props} />
    </div>
  ),
  span: ({ node, ...props }) => {
    const mention = node?.properties.dataMention
    return typeof mention === 'string' ? <MentionName of={mention} /> : <span {...props} />
  },
  input: ({ checked }) => <Task checked={checked} />,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
}

/**
 * The text of a message as Markdown (CommonMark, tables, lists of tasks, highlighted code, formulas): sanitised, without
 * pictures, links to elsewhere opening apart from the app. What is made to explode is shown as it was typed.
 */
const Markdown = memo(({ children: text }: { children: string }) => {
  if (isTangled(text)) return <p className="whitespace-pre-wrap">{text}</p>
  const needs = needsOf(text)
  if (!needs.code && !needs.math) return <Rendered text={text} extras={none} />
  return (
    <Suspense fallback={<Rendered text={text} extras={none} />}>
      <WithExtras text={text} extras={extrasFor(needs)} />
    </Suspense>
  )
})

const WithExtras = ({ text, extras }: { text: string; extras: Promise<Extras> }) => (
  <Rendered text={text} extras={use(extras)} />
)

const Rendered = ({ text, extras }: { text: string; extras: Extras }) => (
  <ReactMarkdown
    remarkPlugins={[remarkChat, ...extras.remark, tame]}
    // what the extras add comes after the sanitising: it is theirs, and not of who wrote the message
    rehypePlugins={[[rehypeSanitize, schema], rehypeMentions, ...extras.rehype]}
    disallowedElements={notShown}
    unwrapDisallowed
    components={components}
  >
    {text}
  </ReactMarkdown>
)

export default Markdown
