import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Words } from '../../app/Words'
import { expectAccessible } from '../../shared/testing/axe'
import { MessageText } from './MessageText'

/** The text in an app that has one page. */
async function inApp(text: string) {
  const root = createRootRoute({ component: () => <MessageText text={text} /> })
  const chat = createRoute({ getParentRoute: () => root, path: '/chats/$chatId' })
  const router = createRouter({
    routeTree: root.addChildren([chat]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  await render(
    <Words navigate={() => undefined}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the app's own router is registered as the only type */}
      <RouterProvider router={router as any} />
    </Words>,
  )
  return () => router.state.location.href
}

async function shown(text: string) {
  await render(
    <Words navigate={() => undefined}>
      <div className="message-text" data-testid="message">
        <MessageText text={text} />
      </div>
    </Words>,
  )
  return page.getByTestId('message')
}

it('shows lists of tasks, tables, and code in the colours of its language', async () => {
  const message = await shown(
    '- [x] read\n- [ ] measure\n\n|a|b|\n|-|-|\n|1|2|\n\n```python\nimport math  # so\n```',
  )
  await expect.element(message.getByRole('img', { name: 'done', exact: true })).toBeVisible()
  await expect.element(message.getByRole('img', { name: 'not done' })).toBeVisible()
  await expect.element(message.getByRole('cell', { name: '2' })).toBeVisible()
  await expect.poll(() => document.querySelector('.hljs-keyword')?.textContent).toBe('import')
  await expectAccessible()
})

it('draws formulas, also for screen readers, and leaves prices alone', async () => {
  const message = await shown('From $5 to $6, and $x^2$.')
  await expect.poll(() => document.querySelectorAll('.katex')).toHaveLength(1)
  expect(document.querySelector('math annotation')?.textContent).toBe('x^2')
  await expect.element(message.getByText(/^From \$5 to \$6, and/)).toBeVisible()
  await expect
    .poll(() => [...document.styleSheets].some(({ href }) => href?.includes('katex')))
    .toBe(true)
  await expectAccessible()
})

it('shows a formula that is none as it was typed, and follows no link in one', async () => {
  await shown('$\\frac{1}{$ and $\\href{javascript:alert(1)}{x}$')
  await expect
    .poll(() => document.querySelectorAll('.katex, .katex-error').length)
    .toBeGreaterThan(1)
  expect(document.querySelector('a')).toBeNull()
})

it('runs nothing, loads nothing, and keeps headings out of the outline', async () => {
  const message = await shown(
    '# Big\n\n![x](https://elsewhere.example/x.png)\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1))',
  )
  await expect.element(message.getByText('Big')).toBeVisible()
  expect(document.querySelector('img, h1, a[href^="javascript"]')).toBeNull()
})

it('shows as it was typed what would hold up the page', async () => {
  const quotes = '>'.repeat(16_000)
  const message = await shown(quotes)
  await expect.element(message).toHaveTextContent(quotes)
  expect(document.querySelector('blockquote')).toBeNull()
})

it('goes to its own pages within the app, and to everything else apart from it', async () => {
  const { origin } = location
  const address = await inApp(
    `[ours](${origin}/chats/one?m=3#end) [file](${origin}/api/files/one) [theirs](https://elsewhere.example/chats/one)`,
  )
  const link = (name: string) => page.getByRole('link', { name })
  for (const name of ['file', 'theirs']) {
    await expect.element(link(name)).toHaveAttribute('target', '_blank')
    await expect.element(link(name)).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  }
  await expect.element(link('ours')).not.toHaveAttribute('target')
  await userEvent.click(link('ours'))
  await vi.waitFor(() => expect(address()).toBe('/chats/one?m=3#end'))
})
