import { memo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

const remark = [remarkGfm]
const rehype = [rehypeSanitize]
// a message is talk: no headings in the outline of the page, and nothing loaded from elsewhere
const notShown = ['img', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'input']

const components: Components = {
  a: ({ node: _, ...props }) => <a {...props} target="_blank" rel="noopener noreferrer nofollow" />,
  // tables and code scroll by themselves, and can be scrolled by keyboard
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
  pre: ({ node: _, ...props }) => <pre tabIndex={0} {...props} />,
}

/** The text of a message as Markdown: sanitised, without images and headings, links opening apart from the app. */
const Markdown = memo(({ children }: { children: string }) => (
  <ReactMarkdown
    remarkPlugins={remark}
    rehypePlugins={rehype}
    disallowedElements={notShown}
    unwrapDisallowed
    components={components}
  >
    {children}
  </ReactMarkdown>
))

export default Markdown
