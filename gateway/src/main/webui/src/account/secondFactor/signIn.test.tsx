import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ana, renderApp, signInNobody } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import { copy } from '../../shared/testing/clipboard'
import { json, problem, serve } from '../../shared/testing/server'
import { session } from '../current'

const SIGN_IN = 'POST /api/auth/sign-in'
const SETUP = 'POST /api/auth/second-factor/setup'
const CODES = Array.from({ length: 8 }, (_, n) => `7Q2M-K0ZD-1V9T-B4XH-R6NC-3WP${n}`)

const granted = (more: object = {}) =>
  json({
    accessToken: 'x.x.x',
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    account: ana,
    ...more,
  })
const codeOf = async (request: Request): Promise<string | undefined> => (await request.json()).code

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInNobody()
})

async function givePassword() {
  const { screen, router } = await renderApp('/sign-in?next=%2Fsettings%2Fprofile')
  await screen.getByLabelText('Email').fill('ana@school.example')
  await screen.getByLabelText('Password', { exact: true }).fill('purple leaf ladder')
  await screen.getByRole('button', { name: 'Sign in' }).click()
  return { screen, router }
}

/** Takes one code, and says of others that they are wrong. */
const asking = (good: string) => ({
  [SIGN_IN]: async (request: Request) => {
    const code = await codeOf(request)
    if (code === undefined) return problem(401, 'second-factor-needed')
    return code === good ? granted() : problem(401, 'second-factor-wrong')
  },
})

test('whoever has a second factor is asked for its code after the password', async () => {
  const asked = serve(asking('123456'))
  const { screen, router } = await givePassword()
  await expect.element(screen.getByRole('heading', { name: 'Enter your code' })).toBeVisible()
  const code = screen.getByLabelText('Code from your authenticator app')
  await expect.element(code).toHaveFocus()
  await expect.element(code).toHaveAttribute('autocomplete', 'one-time-code')
  await expect.element(code).toHaveAttribute('inputmode', 'numeric')
  await expectAccessible()

  await userEvent.keyboard('{Enter}')
  await expect.element(code).toHaveAccessibleDescription('Enter the code.')
  await userEvent.keyboard('000000{Enter}')
  await expect.element(code).toHaveAccessibleDescription(/^This code is wrong or was used already/)
  await expect.element(code).toHaveFocus()
  await expectAccessible()
  // what was wrong is marked: typing replaces it
  await copy('123456')
  await code.click({ clickCount: 3 })
  await userEvent.paste()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/settings/profile')
  expect(session.currentToken()).toBe('x.x.x')
  expect(
    await asked
      .filter(({ url }) => url.endsWith('/sign-in'))
      .at(-1)
      ?.json(),
  ).toEqual({
    email: 'ana@school.example',
    password: 'purple leaf ladder',
    code: '123456',
  })
})

test('a recovery code does instead', async () => {
  serve(asking(CODES[0] ?? ''))
  const { screen } = await givePassword()
  await screen.getByRole('button', { name: 'Use a recovery code' }).click()
  const code = screen.getByLabelText('Recovery code')
  await expect.element(code).toHaveFocus()
  await expect.element(code).not.toHaveAttribute('inputmode', 'numeric')
  await userEvent.keyboard('AAAA{Enter}')
  await expect.element(code).toHaveAccessibleDescription(/^This is none of your recovery codes/)
  await expectAccessible()
  await screen.getByRole('button', { name: 'Use a code from the app' }).click()
  await expect.element(screen.getByLabelText('Code from your authenticator app')).toHaveValue('')
  await screen.getByRole('button', { name: 'Use a recovery code' }).click()
  await code.fill(CODES[0] ?? '')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
})

test('there is a way back to the password, and what was typed is still there', async () => {
  serve(asking('123456'))
  const { screen } = await givePassword()
  await screen.getByRole('button', { name: 'Back' }).click()
  await expect.element(screen.getByLabelText('Email')).toHaveValue('ana@school.example')
})

test('a password that is another by now is said at the form', async () => {
  serve({
    [SIGN_IN]: async (request) =>
      problem(
        401,
        (await codeOf(request)) === undefined ? 'second-factor-needed' : 'credentials-wrong',
      ),
  })
  const { screen } = await givePassword()
  await screen.getByLabelText('Code from your authenticator app').fill('123456')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Email or password is wrong.')
})

test('too many codes say how long to wait', async () => {
  serve({
    [SIGN_IN]: async (request) =>
      (await codeOf(request)) === undefined
        ? problem(401, 'second-factor-needed')
        : problem(429, 'too-many-requests', { retryAfter: 200 }),
  })
  const { screen } = await givePassword()
  await screen.getByLabelText('Code from your authenticator app').fill('123456')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('Too many tries. Try again in 4 minutes.')
})

test('whoever must have a second factor sets it up and keeps the recovery codes', async () => {
  const asked = serve({
    [SIGN_IN]: async (request) => {
      const code = await codeOf(request)
      if (code === undefined) return problem(403, 'second-factor-setup-needed')
      return code === '123456'
        ? granted({ recoveryCodes: CODES })
        : problem(401, 'second-factor-wrong')
    },
    [SETUP]: () =>
      json({
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Homeroom:ana@school.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      }),
  })
  const { screen } = await givePassword()
  await expect
    .element(screen.getByRole('heading', { name: 'Set up two-step sign-in' }))
    .toBeVisible()
  await expect.element(screen.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await expect.element(screen.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')).toBeVisible()
  await expectAccessible()
  expect(await asked.find(({ url }) => url.endsWith('/setup'))?.json()).toEqual({
    email: 'ana@school.example',
    password: 'purple leaf ladder',
  })
  const code = screen.getByLabelText('Code from your authenticator app')
  await code.fill('000000')
  await userEvent.keyboard('{Enter}')
  await expect.element(code).toHaveAccessibleDescription(/^This code is wrong/)
  await code.fill('123456')
  await userEvent.keyboard('{Enter}')

  await expect
    .element(screen.getByRole('heading', { name: 'Two-step sign-in is on' }))
    .toBeVisible()
  const codes = screen.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect.element(codes.last()).toHaveTextContent(CODES[7] ?? '')
  await expectAccessible()
  // nobody is led away from codes that are shown once
  expect(session.store.getState().status).toBe('signed-out')
  await screen.getByRole('button', { name: 'I have kept them' }).click()
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
})

test('a setup that took too long begins again by itself', async () => {
  let setups = 0
  serve({
    [SIGN_IN]: () => problem(403, 'second-factor-setup-needed'),
    [SETUP]: () => {
      setups += 1
      const secret = `${setups === 1 ? 'AAAA' : 'BBBB'}Y3DPEHPK3PXPJBSWY3DPEHPK3PXP`
      return json({ secret, uri: `otpauth://totp/Homeroom:a@b.tw?secret=${secret}` })
    },
  })
  const { screen } = await givePassword()
  await expect.element(screen.getByText(/^AAAA Y3DP/)).toBeVisible()
  await screen.getByLabelText('Code from your authenticator app').fill('123456')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText(/^BBBB Y3DP/)).toBeVisible()
})

test('a setup that cannot begin says why', async () => {
  serve({
    [SIGN_IN]: () => problem(403, 'second-factor-setup-needed'),
    [SETUP]: () => problem(503, 'busy', { retryAfter: 2 }),
  })
  const { screen } = await givePassword()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/busy/)
  await screen.getByRole('button', { name: 'Back' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
})
