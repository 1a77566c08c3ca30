import { beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { session } from '../../account'
import { ana } from '../../app/testing'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import type { Conversation } from '../store/state'
import { conversation, show, startChats } from '../testing/chats'
import { ChannelList } from './ChannelList'

const channel = (n: number, name: string, more: Partial<Conversation> = {}): Conversation =>
  conversation(n, '', {
    kind: 'channel',
    name,
    channel: { description: '', access: 'open', announcementsOnly: false, archivedAt: null },
    members: [],
    memberCount: 3,
    revision: 1,
    lastNumber: 2,
    readNumber: 2,
    ...more,
  })

const science = channel(1, '8C science', { readNumber: 0, unread: 2 })
const robots = channel(2, 'Robotics', {
  channel: { description: '', access: 'private', announcementsOnly: false, archivedAt: null },
})
const old = channel(3, '7C science', {
  channel: {
    description: '',
    access: 'private',
    announcementsOnly: false,
    archivedAt: '2026-06-30T08:00:00Z',
  },
})

const signIn = (role: 'teacher' | 'student') =>
  session.begin({
    account: { ...ana, roles: role === 'teacher' ? ['student', 'teacher'] : ['student'] },
    token: { value: 'token', goodUntil: Date.now() + 600_000 },
  })

async function setUp(conversations: Conversation[], answers: Partial<ChatApi> = {}) {
  await page.viewport(1200, 800)
  const chats = await startChats({ conversations, messages: {}, people: [], answers })
  const shown = await show(chats.sync, '/channels', <ChannelList openId={null} />)
  return { ...chats, ...shown }
}

describe('the list of channels', () => {
  beforeEach(() => signIn('student'))

  it('marks what is unread, and keeps the archived ones apart', async () => {
    const { address, end } = await setUp([science, robots, old])
    const rows = page.getByRole('row')
    await expect.element(rows.first()).toHaveAccessibleName('8C science, unread')
    await expect.element(rows.nth(1)).toHaveAccessibleName('Robotics, private')
    expect(rows.elements()).toHaveLength(2)
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: /^›?\s*Archived/ }))
    await expect.element(page.getByRole('row', { name: /7C science/ })).toBeVisible()
    await userEvent.click(rows.first())
    await vi.waitFor(() => expect(address()).toBe(`/channels/${science.id}`))
    await end()
  })

  it('has those of later pages of the list too, and asks again for one that failed', async () => {
    let isBroken = true
    const { end } = await setUp([], {
      conversations: async (after) => {
        if (after === null)
          return { ok: true, value: { conversations: [], next: 'n', cursor: 'c' } }
        const problem = { slug: 'service-unavailable', status: 503, title: '', detail: '' }
        if (isBroken) return { ok: false, problem }
        return { ok: true, value: { conversations: [robots], next: null, cursor: 'c' } }
      },
    })
    const again = page.getByRole('button', { name: 'Try again' })
    await expect.element(again).toBeVisible()
    isBroken = false
    await userEvent.click(again)
    await expect.element(page.getByRole('row', { name: /Robotics/ })).toBeVisible()
    await expect.element(again).not.toBeInTheDocument()
    await end()
  })

  it('a student without any is told how one comes in', async () => {
    const { end } = await setUp([])
    await expect.element(page.getByText(/Your teacher adds you/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'New channel' })).not.toBeInTheDocument()
    await expectAccessible()
    await end()
  })

  it('a teacher makes one and is led to it', async () => {
    signIn('teacher')
    const made: unknown[] = []
    const { address, end } = await setUp([], {
      createChannel: async (terms) => {
        made.push(terms)
        return { ok: true, value: robots }
      },
    })
    await userEvent.click(page.getByRole('button', { name: 'New channel' }).last())
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
    await userEvent.keyboard('  Robotics\u3000club ')
    await userEvent.click(page.getByText('Announcements only'))
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Create the channel' }))
    await vi.waitFor(() => expect(address()).toBe(`/channels/${robots.id}`))
    expect(made).toEqual([
      { name: 'Robotics club', description: '', access: 'private', announcementsOnly: true },
    ])
    await end()
  })

  it('open channels are found by name and joined', async () => {
    const asked: string[] = []
    const found = { id: science.id, name: '8C science', description: 'Light', memberCount: 1 }
    const { address, end } = await setUp([], {
      openChannels: async (q) => {
        asked.push(q)
        return { ok: true, value: { channels: [{ ...found, isMember: false }], next: null } }
      },
      seat: async (_, id, role) => ({
        ok: true,
        value: { id, name: '', status: '', photo: null, role, joinedAt: null },
      }),
      conversation: async () => ({ ok: true, value: science }),
    })
    await userEvent.click(page.getByRole('button', { name: 'Browse open channels' }))
    await userEvent.fill(page.getByRole('searchbox', { name: 'Name of a channel' }), 'sci')
    await vi.waitFor(() => expect(asked).toContain('sci'))
    await expect.element(page.getByText('1 member · Light')).toBeVisible()
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Join 8C science' }))
    await vi.waitFor(() => expect(address()).toBe(`/channels/${science.id}`))
    await end()
  })

  it('says why one cannot be joined', async () => {
    const { end } = await setUp([], {
      openChannels: async () => ({
        ok: true,
        value: {
          channels: [
            { id: science.id, name: 'Full', description: '', memberCount: 5_000, isMember: false },
          ],
          next: null,
        },
      }),
      seat: async () => ({
        ok: false,
        problem: { slug: 'conversation-full', status: 409, title: '', detail: '' },
      }),
    })
    await userEvent.click(page.getByRole('button', { name: 'Browse open channels' }))
    await userEvent.click(page.getByRole('button', { name: 'Join Full' }))
    await expect.element(page.getByText('This channel is full.')).toBeVisible()
    await end()
  })
})
