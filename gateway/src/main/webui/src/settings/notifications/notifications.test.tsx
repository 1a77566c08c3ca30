import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, serve } from '../../shared/testing/server'

const settings = {
  messages: true,
  mentions: true,
  reactions: false,
  added: true,
  quietHours: null,
}

beforeEach(async () => {
  await page.viewport(1280, 800)
  signInAna()
})

test('kinds and quiet hours are chosen for all devices', async () => {
  const put: unknown[] = []
  serve({
    'GET /api/notifications/settings': () => json(settings),
    'PUT /api/notifications/settings': async (request) => {
      const wanted = await request.json()
      put.push(wanted)
      return json(wanted)
    },
  })
  const { screen } = await renderApp('/settings/notifications')
  await screen.getByText('To what you wrote').click()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  expect(put).toEqual([{ ...settings, reactions: true }])

  await screen.getByText('Keep quiet at certain hours').click()
  await screen.getByRole('button', { name: 'Sun' }).click()
  await expect
    .element(screen.getByRole('button', { name: 'Sun' }))
    .toHaveAttribute('aria-pressed', 'false')
  await expectAccessible()
  expect(put.at(-1)).toMatchObject({
    quietHours: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5, 6] },
  })
})

test('the sound has a volume on this device, and none is off', async () => {
  serve({ 'GET /api/notifications/settings': () => json(settings) })
  const { screen } = await renderApp('/settings/notifications')
  const volume = screen.getByRole('slider', { name: 'Volume' })
  await volume.fill('0')
  await expect.element(screen.getByRole('button', { name: 'Test the sound' })).toBeDisabled()
  await expectAccessible()
  await volume.fill('40')
  await expect.element(screen.getByRole('button', { name: 'Test the sound' })).toBeEnabled()
})
