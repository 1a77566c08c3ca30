import { afterEach, expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Words } from '../app/Words'
import { connection } from '../shared/net/connection'
import { expectAccessible } from '../shared/testing/axe'
import { ConnectionBanner } from './ConnectionBanner'

afterEach(() => {
  connection.setState('steady', true)
})

test('the line to the server is spoken of when it matters', async () => {
  const screen = await render(
    <Words navigate={() => undefined}>
      <ConnectionBanner />
    </Words>,
  )
  const status = screen.getByRole('status')
  await expect.element(status).toBeEmptyDOMElement()
  connection.setState('reconnecting', true)
  await expect.element(status).toHaveTextContent('Reconnecting…')
  connection.setState('offline', true)
  await expect.element(status).toMatchTextContent(/^You are offline\. Messages will be sent/)
  await expect.element(screen.getByRole('button', { name: 'Try now' })).toBeVisible()
  await expectAccessible()
  connection.setState('back', true)
  await expect.element(status).toHaveTextContent('Back online')
  connection.setState('refused', true)
  await expect.element(screen.getByRole('button', { name: 'Load again' })).toBeVisible()
  connection.setState('steady', true)
  await expect.element(status).toBeEmptyDOMElement()
})
