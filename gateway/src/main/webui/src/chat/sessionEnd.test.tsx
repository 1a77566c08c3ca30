import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../account'
import { ana, renderApp, signInAna } from '../app/testing'
import { expectAccessible } from '../shared/testing/axe'
import { json, problem, serve } from '../shared/testing/server'
import { ChatDatabase, deleteChatDatabase } from './database'
import { conversation } from './testing/chats'

/** The server's end of a browser's socket. */
class Line extends EventTarget {
  static readonly opened: Line[] = []
  readonly sent: { type: string; ref?: number; clientId?: string }[] = []
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  constructor(readonly url: string) {
    super()
    Line.opened.push(this)
    queueMicrotask(() =>
      this.says({ type: 'hello', account: ana.id, pingAfterSeconds: 20, maxTextBytes: 16_384 }),
    )
  }
  /** Says yes to all but messages, which stay without an answer. */
  send(text: string): void {
    const command = JSON.parse(text)
    this.sent.push(command)
    if (command.type !== 'message.send' && command.ref !== undefined)
      this.says({ type: 'ok', ref: command.ref })
  }
  close(): void {}
  says(frame: object): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  closes(code: number): void {
    this.onclose?.(new CloseEvent('close', { code }))
  }
}

const { id, members, ...chat } = conversation(1, 'Lin Mei-hua')
const lin = {
  ...chat,
  id,
  members: members.map((member, i) => (i === 0 ? { ...member, id: ana.id } : member)),
}
const grant = (token: string) => ({
  accessToken: token,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  account: ana,
})

afterEach(async () => {
  await session.leave()
  await deleteChatDatabase(ana.id)
})

/** The whole app comes in here, module by module, which takes its time on a busy machine. */
const WHOLE_APP = { timeout: 60_000 }

test(
  'a session that ended elsewhere leads to signing in, which sends what was not sent',
  WHOLE_APP,
  async () => {
    await page.viewport(1280, 800)
    const asked = serve({
      'GET /api/conversations': () => json({ conversations: [lin], next: null, cursor: 'c' }),
      [`GET /api/conversations/${id}/messages`]: () =>
        json({ messages: [], hasBefore: false, hasAfter: false }),
      'POST /api/auth/refresh': () => problem(401, 'session-ended'),
      'POST /api/auth/sign-in': () => json(grant('second')),
      'POST /api/auth/sign-out': () => new Response(null, { status: 204 }),
    })
    signInAna()
    const { screen, router } = await renderApp(`/chats/${id}`, Line)
    const composer = screen.getByRole('textbox', { name: 'Message Lin Mei-hua' })
    await composer.fill('Do not lose me')
    await userEvent.keyboard('{Enter}')
    const messages = (line: Line | undefined) =>
      line?.sent.filter(({ type }) => type === 'message.send') ?? []
    const first = Line.opened.at(-1)
    await vi.waitFor(() => expect(messages(first)).toHaveLength(1))

    first?.closes(4401)
    await expect.element(screen.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
    await expect
      .element(screen.getByRole('alert'))
      .toMatchTextContent(/^You were signed out.*kept here/)
    await expectAccessible()
    expect(router.state.location.search).toEqual({ next: `/chats/${id}` })
    expect(asked.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1)
    const kept = new ChatDatabase(ana.id)
    expect((await kept.outgoing()).map(({ text }) => text)).toEqual(['Do not lose me'])
    await kept.close()

    await screen.getByLabelText('Email').fill(ana.email)
    await screen.getByLabelText('Password').fill('purple leaf ladder')
    await userEvent.keyboard('{Enter}')
    await expect.element(composer).toBeVisible()
    const second = Line.opened.at(-1)
    expect(second).not.toBe(first)
    await vi.waitFor(() => expect(messages(second)).toHaveLength(1))
    expect(messages(second)[0]?.clientId).toBe(messages(first)[0]?.clientId)
  },
)
