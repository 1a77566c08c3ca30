import { describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import { ChatList } from '../list/ChatList'
import type { Conversation as Wire } from '../store/state'
import { conversation, idOf, ME, message, show, startChats } from '../testing/chats'
import { Conversation } from './Conversation'

const LIN = idOf(11)
const CHEN = idOf(12)
const member = (id: string, name: string, readNumber = 0) => ({
  id,
  name,
  status: '',
  photo: null,
  readNumber,
  presence: 'online' as const,
  lastSeenAt: null,
})

const group = (more: Partial<Wire> = {}): Wire =>
  conversation(1, '', {
    kind: 'group',
    members: [
      member(ME, 'Wu Jia-ling'),
      member(LIN, 'Lin Mei-hua', 2),
      member(CHEN, 'Chen Wei', 2),
    ],
    memberCount: 3,
    revision: 3,
    lastNumber: 2,
    lastMessage: message(2, ME, 'At ten'),
    readNumber: 2,
    ...more,
  })

const id = group().id
const said = [message(1, LIN, 'When?'), message(2, ME, 'At ten')]

async function setUp(answers: Partial<ChatApi> = {}) {
  await page.viewport(1440, 800)
  const chats = await startChats({
    conversations: [group()],
    messages: { [id]: said },
    people: [{ id: idOf(13), name: 'Noor Haddad', status: '', photo: null }],
    answers,
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[id]).toBeDefined())
  const screen = (
    <div style={{ height: '700px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={id} jumpTo={null} />
    </div>
  )
  const shown = await show(chats.sync, `/chats/${id}`, screen)
  await expect.element(page.getByText('At ten')).toBeVisible()
  return { ...chats, ...shown }
}

describe('a group', () => {
  it('is called by its people, or as they called it, and says who has read and who types', async () => {
    const { line, end } = await setUp()
    const title = page.getByRole('heading', { level: 1 })
    await expect.element(title).toHaveTextContent('Lin Mei-hua, Chen Wei')
    await expect
      .element(page.getByRole('img', { name: 'Seen by Lin Mei-hua and Chen Wei' }))
      .toBeVisible()
    for (const account of [LIN, CHEN])
      line().says({ type: 'typing', conversation: id, account, active: true })
    await expect.element(page.getByText('Lin Mei-hua and Chen Wei are typing…')).toBeVisible()
    await expectAccessible()
    line().says({
      type: 'conversation.changed',
      conversation: id,
      revision: 4,
      name: 'Science fair',
      channel: null,
    })
    await expect.element(title).toHaveTextContent('Science fair')
    await end()
  })

  it('is named, added to and left by anybody in it', async () => {
    const asked: unknown[] = []
    const { address, end } = await setUp({
      change: async (...args) => {
        asked.push(args)
        return { ok: true, value: group({ name: 'Fair', revision: 4 }) }
      },
      seat: async (...args) => {
        asked.push(args)
        const seat = { id: idOf(13), name: 'Noor Haddad', status: '', photo: null }
        return { ok: true, value: { ...seat, role: 'member', joinedAt: null } }
      },
      unseat: async (...args) => {
        asked.push(args)
        return { ok: true, value: null }
      },
    })
    await userEvent.click(page.getByRole('button', { name: 'Details' }))
    await userEvent.fill(page.getByRole('textbox', { name: 'Name of the group' }), 'Fair')
    await userEvent.click(page.getByRole('button', { name: 'Save' }))
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Fair')
    await userEvent.click(page.getByRole('button', { name: 'Add people' }))
    await userEvent.keyboard('noor')
    await userEvent.click(page.getByRole('option', { name: 'Noor Haddad' }))
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Add 1 person' }))
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await userEvent.click(page.getByRole('button', { name: 'Leave the group' }))
    await userEvent.click(page.getByRole('button', { name: 'Leave', exact: true }))
    await vi.waitFor(() => expect(address()).toBe('/chats'))
    expect(asked).toEqual([
      [id, { name: 'Fair' }],
      [id, idOf(13), 'member'],
      [id, ME],
    ])
    await end()
  })

  it('is begun with several people, and stands in the list', async () => {
    const people = [
      { id: LIN, name: 'Lin Mei-hua', status: '', photo: null },
      { id: CHEN, name: 'Chen Wei', status: '', photo: null },
    ]
    const chats = await startChats({
      conversations: [],
      messages: {},
      people,
      answers: {
        people: async () => ({ ok: true, value: people }),
        openGroup: async (ids, name) => {
          expect([ids, name]).toEqual([[LIN, CHEN], null])
          return { ok: true, value: group() }
        },
      },
    })
    const { address } = await show(chats.sync, '/chats', <ChatList openId={null} />)
    await userEvent.click(page.getByRole('button', { name: 'Find someone' }))
    await userEvent.click(page.getByRole('button', { name: 'Several people: a new group' }))
    await userEvent.fill(page.getByRole('searchbox', { name: 'Name or email address' }), 'e')
    await userEvent.click(page.getByRole('option', { name: 'Lin Mei-hua' }))
    await expect
      .element(page.getByRole('button', { name: 'Choose at least two people' }))
      .toBeDisabled()
    await userEvent.click(page.getByRole('option', { name: 'Chen Wei' }))
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Start the group' }))
    await vi.waitFor(() => expect(address()).toBe(`/chats/${id}`))
    await expect.element(page.getByRole('row', { name: /^Lin Mei-hua, Chen Wei/ })).toBeVisible()
    await chats.end()
  })
})
