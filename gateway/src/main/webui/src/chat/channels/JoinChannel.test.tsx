import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import { conversation, show, startChats } from '../testing/chats'
import { JoinChannel } from './JoinChannel'

const channel = conversation(9, '', {
  kind: 'channel',
  name: 'Robotics',
  channel: {
    description: 'Every Tuesday',
    access: 'private',
    announcementsOnly: false,
    archivedAt: null,
  },
  members: [],
  memberCount: 12,
  revision: 3,
})

const refusal = (slug: string, status: number) =>
  ({ ok: false, problem: { slug, status, title: '', detail: '' } }) as const

const invited: ChatApi['look'] = async () => ({
  ok: true,
  value: {
    conversation: channel.id,
    name: 'Robotics',
    description: 'Every Tuesday',
    memberCount: 11,
    role: 'guest',
    isMember: false,
  },
})

async function setUp(answers: Partial<ChatApi>, token = 'a-token') {
  const chats = await startChats({ conversations: [], messages: {}, people: [], answers })
  const shown = await show(chats.sync, '/channels', <JoinChannel token={token} />)
  return { ...chats, ...shown }
}

describe('an invitation', () => {
  it('says what it is to, and leads there', async () => {
    const accepted: string[] = []
    const { address, end } = await setUp({
      look: invited,
      accept: async (token) => {
        accepted.push(token)
        return { ok: true, value: channel }
      },
    })
    await expect.element(page.getByRole('heading', { level: 1, name: 'Robotics' })).toBeVisible()
    await expect.element(page.getByText('Every Tuesday')).toBeVisible()
    await expect.element(page.getByText(/11 members · you come in as: Guest/)).toBeVisible()
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Join the channel' }))
    await vi.waitFor(() => expect(address()).toBe(`/channels/${channel.id}`))
    expect(accepted).toEqual(['a-token'])
    await end()
  })

  it('that is used up or made up says so, and one without a token asks nobody', async () => {
    const look = vi.fn(async () => refusal('invitation-invalid', 410))
    const { end } = await setUp({ look })
    await expect
      .element(page.getByRole('heading', { name: 'This invitation no longer works' }))
      .toBeVisible()
    await expectAccessible()
    await end()
    const other = await setUp({ look }, '')
    await expect
      .element(page.getByRole('heading', { name: 'This invitation no longer works' }).first())
      .toBeVisible()
    expect(look).toHaveBeenCalledTimes(1)
    await other.end()
  })

  it.each([
    ['not-allowed', 403, /You were removed from this channel/],
    ['conversation-full', 409, /This channel is full/],
    ['channel-archived', 409, /This channel is archived/],
  ])('refused with %s says why', async (slug, status, words) => {
    const { end } = await setUp({ look: invited, accept: async () => refusal(slug, status) })
    await userEvent.click(page.getByRole('button', { name: 'Join the channel' }))
    await expect.element(page.getByText(words)).toBeVisible()
    await expectAccessible()
    await end()
  })
})
