import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../../../account'
import { ana, renderApp, signInAna } from '../../../app/testing'
import { expectAccessible } from '../../../shared/testing/axe'
import { copy } from '../../../shared/testing/clipboard'
import { json, problem, serve, serveUploads } from '../../../shared/testing/server'
import { canvasPicture } from './testing'

beforeEach(async () => {
  await page.viewport(1280, 900)
  signInAna()
})

/** Gives the file to the page as the person's choice does. */
async function choose(file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no file can be chosen')
  const files = new DataTransfer()
  files.items.add(file)
  input.files = files.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

const png = async (width: number, height: number) =>
  new File([await canvasPicture(width, height)], 'me.png', { type: 'image/png' })

async function renderEditor(file: File) {
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByRole('button', { name: 'Choose a photo' })).toBeVisible()
  await choose(file)
  const stage = screen.getByRole('application')
  await expect.element(stage).toBeVisible()
  return { screen, stage, use: screen.getByRole('button', { name: 'Use this photo' }) }
}

test('a chosen picture is cropped by keys and sent, and is seen everywhere at once', async () => {
  serve({})
  const uploads = serveUploads()
  const { screen, stage, use } = await renderEditor(await png(800, 600))
  await expectAccessible()
  stage.element().focus()
  await userEvent.keyboard('+')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowUp}')
  await expect.element(screen.getByText('110%')).toBeVisible()
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  const [upload] = uploads
  const { pathname, searchParams } = new URL(upload?.request.url ?? '')
  expect(pathname).toBe('/api/users/me/photo')
  // 600 / 1.1 is 545; the middle at 400 goes two twentieths of that to the left, and is at the top already
  expect(Object.fromEntries(searchParams)).toEqual({ x: '73', y: '0', size: '545' })
  expect(upload?.request.headers.get('Content-Type')).toBe('image/png')
  expect(upload?.request.headers.get('Authorization')).toBe('Bearer token')
  upload?.progress(40)
  await expect.element(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
  await expectAccessible()
  await upload?.answer(json({ ...ana, photo: 'abc' }))
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(screen.getByText('Saved')).toBeVisible()
  expect(session.store.getState()).toMatchObject({ account: { photo: 'abc' } })
  // the rail, the head of the list and the section
  expect(document.querySelectorAll('img[src="/api/users/photos/abc/64.jpg"]')).toHaveLength(2)
  expect(document.querySelectorAll('img[src="/api/users/photos/abc/256.jpg"]')).toHaveLength(1)
})

test('the part that is shown is moved by dragging and zoomed by the slider', async () => {
  serve({})
  const uploads = serveUploads()
  const { screen, stage, use } = await renderEditor(await png(1_200, 1_200))
  const slider = screen.getByRole('slider', { name: 'Zoom' })
  slider.element().focus()
  await userEvent.keyboard('{End}')
  await expect.element(screen.getByText('800%')).toBeVisible()
  const element = stage.element()
  const at = (type: string, x: number, y: number) =>
    element.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, clientX: x, clientY: y, bubbles: true }),
    )
  // a pointer of a test cannot be held as a real one
  element.setPointerCapture = () => undefined
  at('pointerdown', 100, 100)
  at('pointermove', 340, 100)
  at('pointerup', 340, 100)
  at('pointermove', 0, 0)
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  // an eighth of 1200 is 150; 240 px on the screen are one side of it
  const { searchParams } = new URL(uploads[0]?.request.url ?? '')
  expect(Object.fromEntries(searchParams)).toEqual({ x: '375', y: '525', size: '150' })
})

test.each([
  [422, 'photo-unreadable', /damaged/],
  [413, 'too-large', /larger than 10 MB/],
  [503, 'busy', /busy/],
  [503, 'storage-unavailable', /busy/],
] as const)(
  'a refusal stays in the dialog, which can try again: %i %s',
  async (status, slug, words) => {
    serve({})
    const uploads = serveUploads()
    const { screen, use } = await renderEditor(await png(300, 300))
    await use.click()
    await vi.waitFor(() => expect(uploads).toHaveLength(1))
    await uploads[0]?.answer(problem(status, slug))
    await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
    await expectAccessible()
    await use.click()
    await vi.waitFor(() => expect(uploads).toHaveLength(2))
  },
)

test('a photo that did not arrive is sent again as it was cropped', async () => {
  serve({})
  const uploads = serveUploads()
  const { screen, stage, use } = await renderEditor(await png(800, 600))
  stage.element().focus()
  await userEvent.keyboard('++{ArrowLeft}')
  await expect.element(screen.getByText('121%')).toBeVisible()
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  await uploads[0]?.answer('unreachable')
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/cannot be reached/)
  await expect.element(screen.getByText('121%')).toBeVisible()
  await expectAccessible()
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
  const [first, second] = uploads.map(({ request }) => request)
  // 600 / 1.21 is 495; the middle at 400 goes a twentieth of that to the left
  expect(new URL(first?.url ?? '').search).toBe('?x=128&y=53&size=495')
  expect(second?.url).toBe(first?.url)
  expect(await second?.arrayBuffer()).toEqual(await first?.arrayBuffer())
  await uploads[1]?.answer(json({ ...ana, photo: 'abc' }))
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(screen.getByText('Saved')).toBeVisible()
})

test('cancelling stops what is on its way', async () => {
  serve({})
  const uploads = serveUploads()
  const { screen, use } = await renderEditor(await png(300, 300))
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  await screen.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  await vi.waitFor(() => expect(uploads[0]?.isAborted()).toBe(true))
})

test('a token that was turned down is replaced, and the picture sent once more', async () => {
  const asked = serve({
    'POST /api/auth/refresh': () =>
      json({ accessToken: 'next', expiresAt: new Date(Date.now() + 600_000), account: ana }),
  })
  const uploads = serveUploads()
  const { screen, use } = await renderEditor(await png(300, 300))
  await use.click()
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  await uploads[0]?.answer(problem(401, 'not-signed-in'))
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  expect(uploads[1]?.request.headers.get('Authorization')).toBe('Bearer next')
  await uploads[1]?.answer(json({ ...ana, photo: 'abc' }))
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  expect(asked.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1)
})

test.each([
  ['a page', new File(['<!doctype html>'], 'me.png', { type: 'image/png' }), /not a PNG, JPEG/],
  ['a large file', new File([new Uint8Array(10_485_761)], 'me.png'), /larger than 10 MB/],
] as const)('what cannot be a photo is said before it is sent: %s', async (_, file, words) => {
  serve({})
  const uploads = serveUploads()
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByRole('button', { name: 'Choose a photo' })).toBeVisible()
  await choose(file)
  await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
  await expectAccessible()
  expect(uploads).toEqual([])
})

async function renderProfile() {
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByRole('heading', { name: 'Photo' })).toBeVisible()
  return screen
}

const copyPicture = () =>
  navigator.clipboard.write([new ClipboardItem({ 'image/png': canvasPicture(300, 200) })])

test('a picture is pasted, as a screenshot is', async () => {
  serve({})
  const screen = await renderProfile()
  await copyPicture()
  await userEvent.paste()
  await expect.element(screen.getByRole('dialog', { name: 'Your photo' })).toBeVisible()
  await expect.element(screen.getByRole('application')).toBeVisible()
})

test('words are pasted where words are typed, whatever comes with them', async () => {
  serve({})
  const screen = await renderProfile()
  const status = screen.getByLabelText('Status')
  await status.click()
  await copyPicture()
  await userEvent.paste()
  await copy('In the lab')
  await status.click()
  await userEvent.paste()
  await expect.element(status).toHaveValue('In the lab')
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

/** Holds a file over the page, as browsers tell it. True: the page takes it, and the browser does not open it. */
function hold(type: 'dragover' | 'drop', file: File): boolean {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
  return !document.body.dispatchEvent(event)
}

test('a picture is dropped on the page, and none while one is looked at', async () => {
  serve({})
  const screen = await renderProfile()
  const picture = await png(300, 200)
  expect(hold('dragover', picture)).toBe(true)
  const heading = screen.getByRole('heading', { name: 'Photo' }).element()
  await expect.poll(() => heading.closest('.bg-accent-soft')).not.toBeNull()
  expect(hold('drop', picture)).toBe(true)
  const shown = screen.getByRole('img', { name: 'What you chose' })
  await expect.element(shown).toBeVisible()
  const first = shown.element().getAttribute('src')
  expect(hold('dragover', picture)).toBe(true)
  expect(hold('drop', await png(200, 200))).toBe(true)
  await expect.element(shown).toHaveAttribute('src', first)
})

test('what is dropped and cannot be a photo is said', async () => {
  serve({})
  const screen = await renderProfile()
  expect(hold('drop', new File(['<svg/>'], 'me.png', { type: 'image/png' }))).toBe(true)
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/not a PNG, JPEG/)
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
})

test('a photo is removed, and failing to leaves it', async () => {
  session.change({ ...ana, photo: 'abc' })
  let isAway = true
  serve({
    'DELETE /api/users/me/photo': () =>
      isAway ? problem(503, 'busy') : json({ ...ana, photo: null }),
  })
  const { screen } = await renderApp('/settings/profile')
  await screen.getByRole('button', { name: 'Remove' }).click()
  await expect.element(screen.getByRole('alert')).toBeVisible()
  isAway = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByRole('button', { name: 'Remove' })).not.toBeInTheDocument()
  expect(session.store.getState()).toMatchObject({ account: { photo: null } })
})

test('a picture can be taken with the camera, which goes off with the dialog', async () => {
  serve({})
  const opened: MediaStream[] = []
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  const spy = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (what) => {
    const stream = await real(what)
    opened.push(stream)
    return stream
  })
  const { screen } = await renderApp('/settings/profile')
  await expect.element(screen.getByRole('button', { name: 'Take a photo' })).toBeVisible()
  expect(spy).not.toHaveBeenCalled()
  await screen.getByRole('button', { name: 'Take a photo' }).click()
  const take = screen.getByRole('button', { name: 'Take the photo' })
  await expect.element(take).toBeEnabled()
  await expectAccessible()
  await take.click()
  await expect.element(screen.getByRole('application')).toBeVisible()
  await expect
    .poll(() => opened.flatMap((stream) => stream.getTracks()).map((track) => track.readyState))
    .toEqual(['ended'])
  spy.mockRestore()
})

test.each([
  ['NotAllowedError', /does not let Homeroom use the camera/],
  ['NotFoundError', /There is no camera/],
  ['NotReadableError', /Another program/],
] as const)('without a camera it is said why: %s', async (name, words) => {
  serve({})
  const spy = vi
    .spyOn(navigator.mediaDevices, 'getUserMedia')
    .mockRejectedValue(new DOMException('', name))
  const { screen } = await renderApp('/settings/profile')
  await screen.getByRole('button', { name: 'Take a photo' }).click()
  await expect.element(screen.getByRole('alert')).toMatchTextContent(words)
  await expectAccessible()
  spy.mockRestore()
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByRole('button', { name: 'Take the photo' })).toBeEnabled()
})
