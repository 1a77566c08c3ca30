import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ChatApi } from '../api'
import { useChats } from '../ChatContext'
import { conversation, idOf, ME, show, startChats } from '../testing/chats'
import GroupDetails from './GroupDetails'
import { Settings } from './Settings'

const terms = {
  description: 'What we do',
  access: 'private',
  announcementsOnly: false,
  archivedAt: null,
} as const
const science = conversation(9, '', {
  kind: 'channel',
  name: '8C science',
  channel: terms,
  role: 'owner',
  members: [],
  revision: 3,
})
const trip = conversation(8, 'Lin Mei-hua', { kind: 'group', name: 'Trip', revision: 3 })

function SettingsOf({ id }: { id: string }) {
  const chat = useChats((state) => state.chats[id])
  if (!chat) return null
  return chat.kind === 'channel' ? (
    <Settings chat={chat} />
  ) : (
    <GroupDetails chat={chat} onClose={() => undefined} />
  )
}

async function setUp(id: string, answers: Partial<ChatApi> = {}) {
  const chats = await startChats({
    conversations: [science, trip],
    messages: {},
    people: [],
    answers,
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[id]).toBeDefined())
  await show(chats.sync, '/chats', <SettingsOf id={id} />)
  const joins = (revision: number) =>
    chats.line().says({
      type: 'member.changed',
      conversation: id,
      account: idOf(60),
      role: 'member',
      memberCount: 3,
      revision,
      by: ME,
    })
  return { ...chats, joins }
}

it('keeps what is typed while others come in, and takes in what they change elsewhere', async () => {
  const change = vi.fn<ChatApi['change']>(async (_, changes) => ({
    ok: true,
    value: { ...science, name: changes.name ?? '', revision: 6 },
  }))
  const { sync, line, joins, end } = await setUp(science.id, { change })
  const name = page.getByRole('textbox', { name: 'Name' })
  const about = page.getByRole('textbox', { name: 'What it is for (optional)' })
  await userEvent.fill(name, '8C physics')
  joins(4)
  await vi.waitFor(() => expect(sync.store.getState().chats[science.id]?.revision).toBe(4))
  line().says({
    type: 'conversation.changed',
    conversation: science.id,
    name: 'Science of 8C',
    channel: { ...terms, description: 'All that we do' },
    revision: 5,
  })
  await expect.element(about).toHaveValue('All that we do')
  await expect.element(name).toHaveValue('8C physics')
  await userEvent.click(page.getByRole('button', { name: 'Save' }))
  expect(change).toHaveBeenCalledExactlyOnceWith(science.id, { name: '8C physics' })
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await end()
})

it('keeps the name that is typed for a group while others come in', async () => {
  const { sync, line, end } = await setUp(trip.id)
  const name = page.getByRole('textbox', { name: 'Name of the group' })
  await userEvent.fill(name, 'Trip to Tainan')
  const grown = { ...trip, memberCount: 3, revision: 4 }
  line().says({ type: 'conversation.opened', conversation: grown })
  await vi.waitFor(() => expect(sync.store.getState().chats[trip.id]?.revision).toBe(4))
  await expect.element(name).toHaveValue('Trip to Tainan')
  await end()
})
