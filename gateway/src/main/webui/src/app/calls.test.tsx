import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { expectAccessible } from '../shared/testing/axe'
import { serve } from '../shared/testing/server'
import { urgentTitle } from '../shared/title'
import { keepDocumentTitle } from './documentTitle'
import { ana, renderApp, signInAna, signInNobody } from './testing'

const BEN = '01930000-0000-7000-8000-000000000002'
const CALL = '33333333-0000-4000-8000-000000000001'

const ringing = {
  id: CALL,
  conversation: '01930000-0000-7000-8000-0000000000c1',
  caller: BEN,
  callee: ana.id,
  video: false,
  revision: 1,
  state: 'ringing',
  startedAt: '2026-11-23T08:00:00Z',
  ringsUntil: '2026-11-23T08:00:45Z',
  waiting: false,
  answeredAt: null,
  endedAt: null,
  ending: null,
  endedBy: null,
  callerSeat: { device: '22222222-0000-4000-8000-000000000001', awaySince: null },
  calleeSeat: null,
}

/** The screens are fetched, and a machine that builds at the same time is slow. */
const WAIT_MS = 10_000

type Frame = { type: string; ref?: number; device?: string; call?: string }

/** The server's end of the line of calls. The line of chats stays silent. */
class Line extends EventTarget {
  static current: Line | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose = null
  readonly sent: Frame[] = []
  device = ''

  constructor(url: string) {
    super()
    if (!url.endsWith('/ws/signaling')) return
    Line.current = this
    setTimeout(() => this.says({ type: 'hello', account: ana.id, pingAfterSeconds: 25 }))
  }

  says(frame: object): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }

  told(call: object): void {
    this.says({ type: 'call.changed', call })
  }

  send(text: string): void {
    const frame: Frame = JSON.parse(text)
    this.sent.push(frame)
    if (frame.type !== 'attach') return
    this.device = frame.device ?? ''
    const result = { calls: [], now: '2026-11-23T08:00:00Z' }
    this.says({ type: 'ok', ref: frame.ref, result })
  }

  /** What was asked, once it was. */
  async asked(type: string): Promise<Frame> {
    return vi.waitFor(() => {
      const frame = this.sent.find((one) => one.type === type)
      if (!frame) throw new Error(`nobody asked for ${type}`)
      return frame
    }, WAIT_MS)
  }

  close(): void {}
}

async function setUp() {
  serve({})
  const { WebSocket: real } = globalThis
  // the lines are opened as soon as somebody is signed in
  Object.assign(globalThis, { WebSocket: Line })
  signInAna()
  await page.viewport(1280, 800)
  await renderApp('/chats', Line)
  onTestFinished(() => {
    signInNobody()
    Line.current = null
    Object.assign(globalThis, { WebSocket: real })
  })
  return vi.waitFor(() => {
    const line = Line.current
    if (!line?.device) throw new Error('the device has not attached')
    return line
  }, WAIT_MS)
}

const inside = (name: string) => page.getByRole('button', { name, exact: true })

test('somebody calls, is answered, and hangs up', async () => {
  const line = await setUp()
  line.told(ringing)
  const sheet = page.getByRole('alertdialog')
  await expect.element(sheet.getByText('Voice call')).toBeVisible()
  await vi.waitFor(() => expect(urgentTitle.getState()).toContain('is calling'))
  await expectAccessible()

  await inside('Answer').click()
  const { ref } = await line.asked('call.answer')
  const talking = {
    ...ringing,
    revision: 2,
    state: 'connected',
    ringsUntil: null,
    answeredAt: '2026-11-23T08:00:05Z',
    calleeSeat: { device: line.device, awaySince: null },
  }
  line.says({ type: 'ok', ref, result: { call: talking } })
  await expect.element(page.getByText('Connecting…')).toBeVisible()
  await expect.element(sheet).not.toBeInTheDocument()
  expect(urgentTitle.getState()).toBeNull()
  await expectAccessible()

  await inside('Make the call small').click()
  await expect.element(inside('Make the call large')).toBeVisible()
  await expectAccessible()

  line.told({
    ...talking,
    revision: 3,
    state: 'ended',
    ending: 'hung-up',
    endedBy: BEN,
    endedAt: '2026-11-23T08:03:12Z',
    calleeSeat: null,
  })
  await expect.element(page.getByText('Call ended after 3:07')).toBeVisible()
  await expect.element(inside('Make the call large')).not.toBeInTheDocument()
})

test('it stops ringing when it is over, and says when another device was first', async () => {
  const line = await setUp()
  line.told(ringing)
  await expect.element(page.getByRole('alertdialog')).toBeVisible()
  line.told({
    ...ringing,
    revision: 2,
    state: 'connected',
    ringsUntil: null,
    answeredAt: '2026-11-23T08:00:05Z',
    calleeSeat: { device: '11111111-0000-4000-8000-000000000009', awaySince: null },
  })
  await expect.element(page.getByText('Answered on another of your devices')).toBeVisible()
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
  // told late, and of no use any more
  line.told(ringing)
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
})

test('a call that could not be had stays until it was read', async () => {
  const line = await setUp()
  line.told(ringing)
  await inside('Answer').click()
  const { ref } = await line.asked('call.answer')
  line.says({
    type: 'error',
    ref,
    problem: 'call-over',
    title: 'Call over',
    status: 409,
    detail: 'The call is over.',
  })
  await expect.element(page.getByRole('alert').getByText('The call is over already')).toBeVisible()
  await expectAccessible()
  // a toast of the same name may be there too
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' })
  await close.click()
  await expect.element(close).not.toBeInTheDocument()
})

/** The notifications of the page, as the system would show them to somebody who allowed it. */
function watchNotifications() {
  const shown: { title: string; body: string; isOpen: boolean }[] = []
  class Shown extends EventTarget {
    static permission = 'granted'
    readonly #one
    constructor(title: string, { body = '' }: NotificationOptions = {}) {
      super()
      this.#one = { title, body, isOpen: true }
      shown.push(this.#one)
    }
    close(): void {
      this.#one.isOpen = false
    }
  }
  vi.stubGlobal('Notification', Shown)
  const look = (isHidden: boolean) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden)
    document.dispatchEvent(new Event('visibilitychange'))
  }
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return { shown, hide: () => look(true), show: () => look(false) }
}

test('a page that nobody looks at says who calls by a notification and its title', async () => {
  keepDocumentTitle()
  const { shown, hide, show } = watchNotifications()
  const line = await setUp()
  line.told(ringing)
  await expect.element(page.getByRole('alertdialog')).toBeVisible()
  const title = await vi.waitFor(() => {
    const urgent = urgentTitle.getState()
    expect(urgent).toMatch(/ is calling$/)
    return urgent
  })
  await vi.waitFor(() => expect(document.title).toContain(title))
  // it is seen
  expect(shown).toEqual([])
  // and then it is not
  await vi.waitFor(() => {
    hide()
    expect(shown).toEqual([{ title, body: 'Voice call', isOpen: true }])
  })
  show()
  expect(shown).toEqual([{ title, body: 'Voice call', isOpen: false }])
  hide()
  expect(shown.map(({ isOpen }) => isOpen)).toEqual([false, true])
  line.told({ ...ringing, revision: 2, state: 'ended', ending: 'cancelled', endedBy: BEN })
  await vi.waitFor(() => expect(shown.every(({ isOpen }) => !isOpen)).toBe(true))
  expect(urgentTitle.getState()).toBeNull()
})
