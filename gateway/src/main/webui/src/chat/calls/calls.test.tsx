import { i18n } from '@lingui/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { calling } from '../../shared/calling'
import { speak } from '../../shared/i18n/language'
import { expectAccessible } from '../../shared/testing/axe'
import { Conversation } from '../conversation/Conversation'
import { ChatList } from '../list/ChatList'
import type { CallCard } from '../store/calls'
import type { Message } from '../store/state'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { callWords } from './callWords'

const LIN = idOf(11)

const call = (ending: CallCard['ending'], seconds: number | null, video = true): CallCard => ({
  id: idOf(900),
  video,
  startedAt: '2026-11-22T10:00:00Z',
  ...(seconds === null ? {} : { answeredAt: '2026-11-22T10:00:05Z' }),
  endedAt: new Date(Date.parse('2026-11-22T10:00:05Z') + (seconds ?? 0) * 1_000).toISOString(),
  ending,
})

const card = (number: number, sender: string, of: CallCard): Message => ({
  ...message(number, sender, ''),
  call: of,
})

const said = [
  message(1, LIN, 'Morning'),
  card(2, ME, call('hung-up', 725)),
  card(3, LIN, call('unanswered', null, false)),
  card(4, LIN, call('declined', null)),
]

const lin = conversation(1, 'Lin Mei-hua', {
  lastNumber: 4,
  lastMessage: said[3] ?? null,
  readNumber: 1,
  unread: 1,
})

async function setUp() {
  const chats = await startChats({ conversations: [lin], messages: { [lin.id]: said }, people: [] })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  return chats
}

afterEach(() => {
  calling.setState({ begin: null })
})

describe('what is left of a call', () => {
  it('stands in the conversation, with the new where one was missed, and nothing can be done with it', async () => {
    const { sync, end } = await setUp()
    await show(
      sync,
      `/chats/${lin.id}`,
      <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
        <Conversation id={lin.id} jumpTo={null} />
      </div>,
    )
    const log = page.getByRole('log', { name: 'Messages with Lin Mei-hua' })
    await expect.element(log.getByText('Video call · 12 min')).toBeVisible()
    const missed = log.getByText('Missed voice call')
    await expect.element(missed).toBeVisible()
    await expect.element(log.getByText('Video call · declined')).toBeVisible()
    const divider = log.getByText('New', { exact: true }).element()
    const follows = Node.DOCUMENT_POSITION_FOLLOWING
    expect(divider.compareDocumentPosition(missed.element()) & follows).toBe(follows)
    const answered = log.getByText('Video call · 12 min').element()
    expect(answered.compareDocumentPosition(divider) & follows).toBe(follows)

    await missed.hover()
    await log.getByText('Morning').hover()
    await expect.element(page.getByRole('toolbar')).toBeVisible()
    await missed.hover()
    await expect.element(page.getByRole('toolbar')).not.toBeInTheDocument()
    await expectAccessible()
    await end()
  })

  it('offers to call back once there is something that calls', async () => {
    const { sync, end } = await setUp()
    await show(
      sync,
      `/chats/${lin.id}`,
      <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
        <Conversation id={lin.id} jumpTo={null} />
      </div>,
    )
    await expect.element(page.getByText('Missed voice call')).toBeVisible()
    const button = page.getByRole('button', { name: 'Call back' })
    await expect.element(button).not.toBeInTheDocument()
    const begin = vi.fn()
    calling.setState({ begin })
    await button.click()
    expect(begin).toHaveBeenCalledExactlyOnceWith(lin.id, false)
    await end()
  })

  it('is the line of the list, for oneself without “You:”', async () => {
    const { sync, line, end } = await setUp()
    await show(sync, '/chats', <ChatList openId={null} />)
    await expect.element(page.getByText('Video call · declined')).toBeVisible()
    const told = (one: Message) =>
      line().says({ type: 'message.sent', conversation: lin.id, message: one })
    told(card(5, ME, call('unanswered', null)))
    await expect.element(page.getByText('Video call · no answer')).toBeVisible()
    expect(sync.store.getState().chats[lin.id]?.unread).toBe(1)
    told(card(6, LIN, call('cancelled', null)))
    await expect.element(page.getByText('Missed video call')).toBeVisible()
    await vi.waitFor(() => expect(sync.store.getState().chats[lin.id]?.unread).toBe(2))
    told(card(7, LIN, call('hung-up', 30)))
    await expect.element(page.getByText('Video call · 30 sec')).toBeVisible()
    expect(sync.store.getState().chats[lin.id]?.unread).toBe(2)
    await end()
  })

  it('has words for how it ended in both languages', async () => {
    const words = () =>
      (['declined', 'busy', 'unanswered', 'cancelled'] as const).map((ending) =>
        callWords(i18n, call(ending, null, false), true),
      )
    const lengths = () =>
      [59, 60, 3_600, 3_900].map((seconds) => callWords(i18n, call('lost', seconds), false))
    expect(words()).toEqual([
      'Voice call · declined',
      'Voice call · busy',
      'Voice call · no answer',
      'Voice call · cancelled',
    ])
    expect(lengths()).toEqual([
      'Video call · 59 sec',
      'Video call · 1 min',
      'Video call · 1 hr',
      'Video call · 1 hr 5 min',
    ])
    await speak('zh-Hant-TW')
    expect(words()).toEqual([
      '語音通話 · 已拒接',
      '語音通話 · 忙線中',
      '語音通話 · 無人接聽',
      '語音通話 · 已取消',
    ])
    expect(lengths()[3]).toBe('視訊通話 · 1 小時 5 分鐘')
    await speak('en')
  })
})
