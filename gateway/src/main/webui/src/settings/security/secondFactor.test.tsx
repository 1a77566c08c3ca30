import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderApp, signInAna } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { json, problem, serve } from '../../shared/testing/server'

const STATE = 'GET /api/auth/second-factor'
const SETUP = 'POST /api/auth/second-factor/setup'
const CONFIRM = 'POST /api/auth/second-factor/confirm'
const OFF = 'DELETE /api/auth/second-factor'
const NEW_CODES = 'POST /api/auth/second-factor/recovery-codes'
const CODES = Array.from({ length: 8 }, (_, n) => `7Q2M-K0ZD-1V9T-B4XH-R6NC-3WP${n}`)

const others = {
  'GET /api/auth/sessions': () => json({ sessions: [] }),
  'GET /api/auth/events': () => json({ events: [], next: null }),
}
const off = { since: null, recoveryCodesLeft: 0, required: false }
const on = { since: '2026-11-03T08:00:00Z', recoveryCodesLeft: 5, required: false }
const setup = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Homeroom:ana@school.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
}

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAna()
})

async function renderPart() {
  const { screen } = await renderApp('/settings/security')
  const heading = screen.getByRole('heading', { level: 2, name: 'Two-step sign-in' })
  await expect.element(heading).toBeVisible()
  const part = heading.element().closest('section')
  if (!part) throw new Error('no part of two-step sign-in')
  return page.elementLocator(part)
}

test('it is turned on by password and code, and the recovery codes are kept', async () => {
  const asked = serve({
    ...others,
    [STATE]: () => json(off),
    [SETUP]: () => json(setup),
    [CONFIRM]: async (request) =>
      (await request.json()).code === '123456'
        ? json({ recoveryCodes: CODES })
        : problem(403, 'code-wrong'),
  })
  const part = await renderPart()
  await part.getByRole('button', { name: 'Turn on' }).click()
  await expect.element(part.getByLabelText('Your password')).toHaveFocus()
  await userEvent.keyboard('purple leaf ladder{Enter}')
  await expect.element(part.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await expectAccessible()
  expect(await asked.find(({ url }) => url.endsWith('/setup'))?.json()).toEqual({
    email: 'ana@school.example',
    password: 'purple leaf ladder',
  })
  const code = part.getByLabelText('Code from your authenticator app')
  await code.fill('000000')
  await userEvent.keyboard('{Enter}')
  await expect.element(code).toHaveAccessibleDescription(/^This code is wrong/)
  await code.fill('123456')
  await userEvent.keyboard('{Enter}')

  const codes = part.getByRole('list', { name: 'Recovery codes' })
  await expect.element(codes).toMatchTextContent(new RegExp(CODES.join('')))
  await expectAccessible()
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await part.getByRole('button', { name: 'Copy the recovery codes' }).click()
  expect(written).toHaveBeenCalledWith(CODES.join('\n'))
  await part.getByRole('button', { name: 'I have kept them' }).click()
  await expect.element(codes).not.toBeInTheDocument()
  await expect.element(part.getByText(/^Two-step sign-in is on\. All other/)).toBeVisible()
  await expect.element(part.getByText('8 recovery codes left')).toBeVisible()
  // others are signed out now, and the list of them says so
  await expect.poll(() => asked.filter(({ url }) => url.endsWith('/sessions'))).toHaveLength(2)
  await expectAccessible()
})

test('the recovery codes go to a file and to paper', async () => {
  serve({
    ...others,
    [STATE]: () => json(on),
    [NEW_CODES]: () => json({ recoveryCodes: CODES }),
  })
  const part = await renderPart()
  await part.getByRole('button', { name: 'New recovery codes' }).click()
  await part.getByLabelText('Your password').fill('purple leaf ladder')
  await part.getByRole('button', { name: 'Make new codes' }).click()
  await expect.element(part.getByRole('list', { name: 'Recovery codes' })).toBeVisible()

  const files: Blob[] = []
  const make = vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    if (file instanceof Blob) files.push(file)
    return 'blob:nowhere'
  })
  const press = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  await part.getByRole('button', { name: 'Download' }).click()
  expect(press).toHaveBeenCalledOnce()
  expect(await files[0]?.text()).toBe(
    `Homeroom recovery codes of ana@school.example. Each works once.\n\n${CODES.join('\n')}\n`,
  )
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
  await part.getByRole('button', { name: 'Print' }).click()
  expect(print).toHaveBeenCalledOnce()
  for (const spy of [make, press, print]) spy.mockRestore()
  await part.getByRole('button', { name: 'I have kept them' }).click()
  await expect.element(part.getByText('Your new recovery codes hold from now on.')).toBeVisible()
  await expect.element(part.getByText('8 recovery codes left')).toBeVisible()
})

test('it is turned off by the password, and not by another', async () => {
  const asked = serve({
    ...others,
    [STATE]: () => json(on),
    [OFF]: async (request) =>
      (await request.json()).password === 'purple leaf ladder'
        ? new Response(null, { status: 204 })
        : problem(403, 'password-wrong'),
  })
  const part = await renderPart()
  await expect.element(part.getByText(/^On since Nov 3/)).toBeVisible()
  await expect.element(part.getByText('5 recovery codes left')).toBeVisible()
  await expectAccessible()
  await part.getByRole('button', { name: 'Turn off' }).click()
  const password = part.getByLabelText('Your password')
  await password.fill('not mine')
  await part.getByRole('button', { name: 'Turn it off' }).click()
  await expect.element(password).toHaveAccessibleDescription('This is not your password.')
  await expectAccessible()
  await password.fill('purple leaf ladder')
  await part.getByRole('button', { name: 'Turn it off' }).click()
  await expect.element(part.getByText(/^Two-step sign-in is off/)).toBeVisible()
  await expect.element(part.getByRole('button', { name: 'Turn on' })).toBeVisible()
  await expect.poll(() => asked.filter(({ url }) => url.endsWith('/events')).length).toBe(0)
  await expect.poll(() => asked.filter(({ url }) => url.includes('/events?'))).toHaveLength(2)
})

test('whoever must have it is not offered to turn it off', async () => {
  serve({ ...others, [STATE]: () => json({ ...on, recoveryCodesLeft: 0, required: true }) })
  const part = await renderPart()
  await expect.element(part.getByText('Your school wants you to have it.')).toBeVisible()
  await expect.element(part.getByText(/^No recovery codes left/)).toBeVisible()
  await expect.element(part.getByRole('button', { name: 'New recovery codes' })).toBeVisible()
  await expect.element(part.getByRole('button', { name: 'Turn off' })).not.toBeInTheDocument()
  await expectAccessible()
})

test('a wrong password begins nothing, and a setup that is over is begun again', async () => {
  serve({
    ...others,
    [STATE]: () => json(off),
    [SETUP]: async (request) =>
      (await request.json()).password === 'purple leaf ladder'
        ? json(setup)
        : problem(401, 'credentials-wrong'),
    [CONFIRM]: () => problem(410, 'second-factor-setup-over'),
  })
  const part = await renderPart()
  await part.getByRole('button', { name: 'Turn on' }).click()
  const password = part.getByLabelText('Your password')
  await password.fill('not mine')
  await part.getByRole('button', { name: 'Go on' }).click()
  await expect.element(password).toHaveAccessibleDescription('This is not your password.')
  await password.fill('purple leaf ladder')
  await part.getByRole('button', { name: 'Go on' }).click()
  await part.getByLabelText('Code from your authenticator app').fill('123456')
  await userEvent.keyboard('{Enter}')
  await expect.element(part.getByText(/^This took more than ten minutes/)).toBeVisible()
  await part.getByRole('button', { name: 'Begin again' }).click()
  await expect.element(password).toHaveFocus()
  await part.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(part.getByRole('button', { name: 'Turn on' })).toBeVisible()
})
