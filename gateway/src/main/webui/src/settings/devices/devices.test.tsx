import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { renderApp, signInAna } from '../../app/testing'
import { blurChoice, deviceChoice } from '../../devices'
import { expectAccessible } from '../../shared/testing/axe'
import { serve } from '../../shared/testing/server'

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAna()
  serve({})
})

/** What is captured from here on, by the real devices of the test's browser. */
function watchCaptures() {
  const opened: MediaStreamTrack[] = []
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  const spy = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (what) => {
    const stream = await real(what)
    opened.push(...stream.getTracks())
    return stream
  })
  return { opened, spy, states: () => opened.map(({ kind, readyState }) => [kind, readyState]) }
}

test('nothing is on until it is wanted, and all is off when the section is left', async () => {
  const { spy, states } = watchCaptures()
  const { screen, router } = await renderApp('/settings/devices')
  await expect.element(screen.getByText('The camera is off')).toBeVisible()
  expect(spy).not.toHaveBeenCalled()
  await expectAccessible()

  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  const picture = screen.getByLabelText('What your camera sees')
  await expect
    .poll(() => (picture.element() as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)
    .toBeGreaterThan(3)
  await screen.getByRole('button', { name: 'Test the microphone' }).click()
  // the browser's false microphone beeps once a second
  await expect.element(screen.getByText('Sound is heard')).toBeVisible()
  await expectAccessible()
  expect(states()).toEqual([
    ['video', 'live'],
    ['audio', 'live'],
  ])

  await screen.getByRole('button', { name: 'Turn the camera off' }).click()
  await expect.element(picture).not.toBeInTheDocument()
  await router.navigate({ to: '/settings/language' })
  await expect.poll(states).toEqual([
    ['video', 'ended'],
    ['audio', 'ended'],
  ])
  spy.mockRestore()
})

test('another camera is chosen, opened and remembered', async () => {
  const { opened, spy } = watchCaptures()
  const { screen } = await renderApp('/settings/devices')
  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  await expect.element(screen.getByLabelText('What your camera sees')).toBeVisible()
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(
    ({ kind }) => kind === 'videoinput',
  )
  const camera = cameras.at(-1)
  if (!camera) throw new Error('the browser of this test has no camera')
  await screen.getByRole('button', { name: /Camera to use/ }).click()
  await screen.getByRole('option', { name: camera.label }).click()
  await expect.poll(() => opened.at(-1)?.getSettings().deviceId).toBe(camera.deviceId)
  expect(deviceChoice.getState().camera).toEqual({ id: camera.deviceId, label: camera.label })
  expect(JSON.parse(localStorage.getItem('homeroom.devices') ?? '')).toMatchObject({
    camera: { id: camera.deviceId },
  })
  await expect
    .poll(() => opened.slice(0, -1).every(({ readyState }) => readyState === 'ended'))
    .toBe(true)
  spy.mockRestore()
})

test('one that was chosen and is not there any more is named, and another is taken', async () => {
  localStorage.setItem(
    'homeroom.devices',
    JSON.stringify({ camera: null, microphone: { id: 'gone', label: 'Desk mic' }, speaker: null }),
  )
  deviceChoice.setState({
    camera: null,
    microphone: { id: 'gone', label: 'Desk mic' },
    speaker: null,
  })
  const { screen } = await renderApp('/settings/devices')
  await screen.getByRole('button', { name: 'Test the microphone' }).click()
  await expect.element(screen.getByText('Sound is heard')).toBeVisible()
  await expect
    .element(screen.getByRole('button', { name: /Desk mic \(not connected\)/ }))
    .toBeVisible()
})

test.each([
  ['NotAllowedError', /does not let Homeroom use the microphone/],
  ['NotFoundError', /There is no microphone/],
  ['NotReadableError', /Another program/],
] as const)('without a microphone it is said why: %s', async (name, words) => {
  const spy = vi
    .spyOn(navigator.mediaDevices, 'getUserMedia')
    .mockRejectedValue(new DOMException('', name))
  const { screen } = await renderApp('/settings/devices')
  await screen.getByRole('button', { name: 'Test the microphone' }).click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
  await expectAccessible()
  spy.mockRestore()
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Sound is heard')).toBeVisible()
})

test('the test tone is heard to its end', async () => {
  const ended = vi.fn()
  const real = AudioContext.prototype.close
  const spy = vi.spyOn(AudioContext.prototype, 'close').mockImplementation(function (
    this: AudioContext,
  ) {
    ended(this.currentTime)
    return real.call(this)
  })
  const { screen } = await renderApp('/settings/devices')
  const play = screen.getByRole('button', { name: 'Play a test tone' })
  await play.click()
  await expect.element(play).toHaveAttribute('aria-disabled', 'true')
  await expect.poll(() => ended.mock.calls.length).toBe(1)
  expect(ended.mock.calls[0]?.[0]).toBeGreaterThan(1.3)
  await expect.element(play).not.toHaveAttribute('aria-disabled')
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
  spy.mockRestore()
})

/** A camera that can blur, which that of the test's browser cannot: what it is asked for is what it then does. */
function withBlur(can: boolean[]) {
  let isOn = can.length === 1 && can[0] === true
  const { prototype } = MediaStreamTrack
  const [capabilities, settings] = [prototype.getCapabilities, prototype.getSettings]
  const asked: unknown[] = []
  const spies = [
    vi.spyOn(prototype, 'getCapabilities').mockImplementation(function (this: MediaStreamTrack) {
      return { ...capabilities.call(this), backgroundBlur: can }
    }),
    vi.spyOn(prototype, 'getSettings').mockImplementation(function (this: MediaStreamTrack) {
      return { ...settings.call(this), backgroundBlur: isOn }
    }),
    vi.spyOn(prototype, 'applyConstraints').mockImplementation(async (wanted) => {
      asked.push(wanted?.backgroundBlur)
      isOn = wanted?.backgroundBlur === true
    }),
  ]
  return {
    asked,
    end: () => {
      for (const spy of spies) spy.mockRestore()
      localStorage.removeItem('homeroom.blur')
      blurChoice.setState(false, true)
    },
  }
}

test('what is behind is blurred where the camera can, and that is remembered', async () => {
  const { asked, end } = withBlur([false, true])
  const { screen } = await renderApp('/settings/devices')
  const blur = screen.getByRole('switch', { name: 'Blur the background' })
  await expect.element(screen.getByText('The camera is off')).toBeVisible()
  await expect.element(blur).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  await expect.element(blur).not.toBeChecked()
  await expectAccessible()
  await screen.getByText('Blur the background').click()
  await expect.element(blur).toBeChecked()
  expect(asked).toEqual([true])
  expect(localStorage.getItem('homeroom.blur')).toBe('on')

  // another opening of the camera begins as it was left
  await screen.getByRole('button', { name: 'Turn the camera off' }).click()
  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  await expect.element(blur).toBeChecked()
  await screen.getByText('Blur the background').click()
  await expect.element(blur).not.toBeChecked()
  expect(asked).toEqual([true, false])
  end()
})

test('a blur that the system decides is shown and not offered', async () => {
  const { asked, end } = withBlur([true])
  const { screen } = await renderApp('/settings/devices')
  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  const blur = screen.getByRole('switch', { name: /^Blur the background/ })
  await expect.element(blur).toBeChecked()
  await expect.element(blur).toBeDisabled()
  await expect.element(screen.getByText(/Your system decides this/)).toBeVisible()
  await expectAccessible()
  expect(asked).toEqual([])
  end()
})

test('a camera without it offers none', async () => {
  const { screen } = await renderApp('/settings/devices')
  await screen.getByRole('button', { name: 'Turn the camera on' }).click()
  await expect.element(screen.getByLabelText('What your camera sees')).toBeVisible()
  await expect.element(screen.getByText('Blur the background')).not.toBeInTheDocument()
})
