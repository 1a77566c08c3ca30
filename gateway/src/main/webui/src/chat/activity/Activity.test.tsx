import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi, Report } from '../api'
import { Notifier } from '../notify/Notifier'
import { NotifyButton } from '../notify/NotifyButton'
import { permission } from '../notify/permission'
import { isWatched } from '../notify/watched'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { ActivityScreen } from './ActivityScreen'
import type { Activity } from './items'

const lin = conversation(1, 'Lin Mei-hua')
const actor = (n: number, name: string) => ({ id: idOf(n), name, photo: null })

const mention: Activity = {
  kind: 'mention',
  conversation: lin.id,
  name: null,
  number: 7,
  post: null,
  at: '2026-11-22T10:07:00Z',
  unread: true,
  title: null,
  text: `see <@${idOf(11)}>`,
  people: [actor(11, 'Lin Mei-hua')],
  count: 1,
  emoji: [],
}
const reply: Activity = {
  ...mention,
  kind: 'reply',
  conversation: idOf(120),
  name: '7B Biology',
  number: 9,
  post: 4,
  unread: false,
  title: 'Leaves',
  text: 'so do I',
}
const reactions: Activity = {
  ...mention,
  kind: 'reaction',
  conversation: idOf(120),
  name: '7B Biology',
  number: 4,
  at: '2026-11-22T10:04:00Z',
  unread: false,
  title: 'Leaves',
  text: 'bring some',
  people: [actor(12, 'Chen Wei'), actor(13, 'Ana'), actor(11, 'Lin')],
  count: 5,
  emoji: ['👍', '🎉'],
}

const missed: Activity = {
  ...mention,
  kind: 'call',
  number: 5,
  at: '2026-11-22T10:01:00Z',
  text: '',
  call: {
    id: idOf(900),
    video: true,
    startedAt: '2026-11-22T10:00:00Z',
    endedAt: '2026-11-22T10:00:45Z',
    ending: 'unanswered',
  },
}

const reported: Report = {
  conversation: idOf(130),
  kind: 'direct',
  name: null,
  number: 8,
  post: null,
  at: '2026-11-22T10:09:00Z',
  sender: actor(12, 'Chen Wei'),
  sentAt: '2026-11-22T10:08:00Z',
  title: null,
  text: 'You are stupid',
  files: [],
  isGone: false,
  isReader: false,
  reports: [
    {
      reporter: actor(13, 'Ana'),
      reason: 'hurtful',
      words: 'It is about me.',
      at: '2026-11-22T10:09:00Z',
    },
  ],
}

async function setUp(answers: Partial<ChatApi>) {
  const chats = await startChats({ conversations: [lin], messages: {}, people: [], answers })
  return chats
}

describe('Activity', () => {
  it('says who did what, where, and goes there', async () => {
    const noticed = vi.fn<ChatApi['noticed']>(async () => ({ ok: true, value: null }))
    const { sync, end } = await setUp({
      activity: async () => ({
        ok: true,
        value: { items: [mention, reply, missed, reactions], unread: 1, next: null },
      }),
      noticed,
    })
    const { address } = await show(sync, '/chats', <ActivityScreen />)
    const link = page.getByRole('link', {
      name: /Lin Mei-hua mentioned you.*see @Lin Mei-hua.*unread$/,
    })
    await expect.element(link).toBeVisible()
    await expect
      .element(
        page.getByRole('link', {
          name: /Chen Wei and 4 others reacted 👍 🎉.*Leaves · bring some.*7B Biology$/,
        }),
      )
      .toBeVisible()
    await expect
      .element(
        page.getByRole('link', {
          name: /missed a call from Lin Mei-hua.*Missed video call.*unread$/,
        }),
      )
      .toBeVisible()
    // to the comment, and not only to the post that it is on
    await expect
      .element(page.getByRole('link', { name: /replied to you/ }))
      .toHaveAttribute('href', `/channels/${idOf(120)}/4?comment=9`)
    await expectAccessible()
    await userEvent.click(link)
    await vi.waitFor(() => expect(address()).toBe(`/chats/${lin.id}`))
    expect(noticed).toHaveBeenCalledExactlyOnceWith(mention.at, lin.id)
    await end()
  })

  it('is there without the server as this device last heard of it', async () => {
    let isThere = true
    const away = { slug: 'unreachable', status: 0, title: '', detail: '' }
    const { sync, line, end } = await setUp({
      activity: async () =>
        isThere
          ? { ok: true, value: { items: [mention, reply], unread: 1, next: 'more' } }
          : { ok: false, problem: away },
    })
    const online = await show(sync, '/chats', <ActivityScreen />)
    await expect.element(page.getByRole('link', { name: /mentioned you/ })).toBeVisible()
    await online.unmount()
    isThere = false
    line().breaks()
    const offline = await show(sync, '/chats', <ActivityScreen />)
    await expect.element(page.getByText(/^You are offline\. This is what/)).toBeVisible()
    await expect.element(page.getByRole('link', { name: /mentioned you/ })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Show earlier' })).not.toBeInTheDocument()
    await expectAccessible()
    await offline.unmount()
    await end()
  })

  it('says that it is not there where this device has heard of nothing', async () => {
    const { sync, line, end } = await setUp({
      activity: async () => ({
        ok: false,
        problem: { slug: 'unreachable', status: 0, title: '', detail: '' },
      }),
    })
    line().breaks()
    await show(sync, '/chats', <ActivityScreen />)
    await expect
      .element(page.getByText(/^This is not on this device\. .* back online\.$/))
      .toBeVisible()
    await expectAccessible()
    await end()
  })

  it('has what was reported on top, to be removed or dismissed', async () => {
    let reports: Report[] = [reported]
    const settle = vi.fn<ChatApi['settle']>(async () => {
      reports = []
      return { ok: true, value: null }
    })
    const { sync, line, end } = await setUp({
      reports: async () => ({
        ok: true,
        value: { reports, open: reports.length, next: null },
      }),
      settle,
    })
    await show(sync, '/chats', <ActivityScreen />)
    await expect.element(page.getByText('Nothing yet')).toBeVisible()
    expect(page.getByRole('heading', { name: 'Reported messages' }).query()).toBeNull()
    line().says({ type: 'reports', open: 1 })
    await expect.element(page.getByRole('heading', { name: 'Reported messages' })).toBeVisible()
    await expect.element(page.getByText('You are stupid')).toBeVisible()
    await expect.element(page.getByText(/It hurts or threatens somebody/)).toBeVisible()
    await expect.element(page.getByText('It is about me.')).toBeVisible()
    // one is not in it: there is no way there
    expect(page.getByRole('link', { name: 'Show in place' }).query()).toBeNull()
    await expectAccessible()
    await page.getByRole('button', { name: 'Remove the message' }).click()
    await page.getByRole('button', { name: 'Keep' }).click()
    expect(settle).not.toHaveBeenCalled()
    await page.getByRole('button', { name: 'Remove the message' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await vi.waitFor(() => expect(settle).toHaveBeenCalledWith(idOf(130), 8, 'removed'))
    line().says({ type: 'reports', open: 0 })
    await expect.element(page.getByText('You are stupid')).not.toBeInTheDocument()
    await end()
  })

  it('is asked for again when the server tells, and marked read as far as it is shown', async () => {
    let items = [reactions]
    const noticed = vi.fn<ChatApi['noticed']>(async () => ({ ok: true, value: null }))
    const { sync, line, end } = await setUp({
      activity: async () => ({ ok: true, value: { items, unread: 1, next: null } }),
      noticed,
    })
    await show(sync, '/chats', <ActivityScreen />)
    await expect.element(page.getByRole('link', { name: /Chen Wei/ })).toBeVisible()
    items = [mention, reactions]
    line().says({ type: 'activity', unread: 1, missedCalls: 0, items: [mention] })
    await expect.element(page.getByRole('link', { name: /Lin Mei-hua mentioned/ })).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: 'Mark all read' }))
    expect(noticed).toHaveBeenCalledExactlyOnceWith(mention.at, null)
    line().says({ type: 'activity', unread: 0, missedCalls: 0, items: [] })
    await expect
      .element(page.getByRole('button', { name: 'Mark all read' }))
      .not.toBeInTheDocument()
    await end()
  })

  it('says that nothing is there, and what went wrong', async () => {
    const failing = {
      ok: false,
      problem: { slug: 'busy', status: 503, title: '', detail: '' },
    } as const
    let fails = true
    const { sync, end } = await setUp({
      activity: async () =>
        fails ? failing : { ok: true, value: { items: [], unread: 0, next: null } },
    })
    await show(sync, '/chats', <ActivityScreen />)
    fails = false
    await userEvent.click(page.getByRole('button', { name: 'Try again' }))
    await expect.element(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible()
    await end()
  })
})

describe('the bell of a conversation', () => {
  it('chooses the level at once, tells the server, and takes it back if that fails', async () => {
    const refused = {
      ok: false,
      problem: { slug: 'busy', status: 503, title: '', detail: '' },
    } as const
    const choose = vi.fn<ChatApi['choose']>(async () => refused)
    const { sync, end } = await setUp({ choose })
    await show(sync, '/chats', <NotifyButton id={lin.id} />)
    await userEvent.click(page.getByRole('button', { name: 'Notifications' }))
    await expectAccessible()
    await userEvent.click(page.getByRole('menuitemradio', { name: 'Mentions and replies' }))
    expect(choose).toHaveBeenCalledExactlyOnceWith(lin.id, {
      level: 'mentions',
      mute: null,
      favourite: false,
      archivedUpTo: null,
    })
    await vi.waitFor(() =>
      expect(sync.store.getState().chats[lin.id]?.notifications.level).toBe('all'),
    )
    choose.mockImplementation(async (_, chosen) => ({ ok: true, value: chosen }))
    await userEvent.click(page.getByRole('button', { name: 'Notifications' }))
    await userEvent.click(page.getByRole('menuitem', { name: 'Mute until I unmute it' }))
    await expect.element(page.getByRole('button', { name: 'Notifications: off' })).toBeVisible()
    await end()
  })
})

describe('notifications of the browser', () => {
  it('are shown once for a message, and not while its chat is looked at', async () => {
    const shown: string[] = []
    let last: Shown | null = null
    class Shown {
      onclick: (() => void) | null = null
      constructor(title: string, { body }: NotificationOptions) {
        shown.push(`${title}: ${body}`)
        last = this
      }
      close(): void {}
    }
    vi.stubGlobal('Notification', Shown)
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    permission.setState('granted', true)
    const { sync, line, end } = await setUp({})
    await vi.waitFor(() => expect(sync.store.getState().chats[lin.id]).toBeDefined())
    const gone = new AbortController()
    const open = vi.fn()
    new Notifier(sync, open, gone.signal)
    await vi.waitFor(() => expect(sync.store.getState().notificationSettings).not.toBeNull())
    const says = (number: number) =>
      line().says({
        type: 'message.sent',
        conversation: lin.id,
        message: message(number, idOf(11), `hello ${number}`),
      })
    says(1)
    says(1)
    await vi.waitFor(() => expect(shown).toEqual(['Lin Mei-hua: hello 1']))

    // other tabs have to know too: it takes a moment
    const watched = () => isWatched(ME, lin.id)
    sync.dispatch({ type: 'opened', conversation: lin.id, at: null })
    await vi.waitFor(async () => expect(await watched()).toBe(true))
    says(2)
    sync.dispatch({ type: 'left', conversation: lin.id })
    await vi.waitFor(async () => expect(await watched()).toBe(false))
    says(3)
    await vi.waitFor(() => expect(shown).toContain('Lin Mei-hua: hello 3'))
    expect(shown).not.toContain('Lin Mei-hua: hello 2')

    line().says({
      type: 'activity',
      unread: 1,
      missedCalls: 0,
      items: [{ ...reply, conversation: lin.id }],
    })
    await vi.waitFor(() => expect(shown).toContain('Lin Mei-hua · 7B Biology: so do I'))
    ;(last as Shown | null)?.onclick?.()
    expect(open).toHaveBeenCalledExactlyOnceWith({
      to: '/chats/$chatId',
      params: { chatId: lin.id },
      search: { m: 9 },
    })
    gone.abort()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    await end()
  })
})
