import { expect, it, onTestFinished, vi } from 'vitest'
import { page } from 'vitest/browser'
import { speak } from '../../shared/i18n/language'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import { conversation, show, startChats } from '../testing/chats'
import ChannelDetails from './ChannelDetails'

const channel = (role: 'owner' | 'teacher') =>
  conversation(9, '', {
    kind: 'channel',
    name: '8C science',
    channel: { description: '', access: 'private', announcementsOnly: false, archivedAt: null },
    role,
    members: [],
  })

async function openSettings(role: 'owner' | 'teacher', ask: ChatApi['export']) {
  const is = channel(role)
  const chats = await startChats({
    conversations: [is],
    messages: {},
    people: [],
    answers: { export: ask },
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[is.id]).toBeDefined())
  const chat = chats.sync.store.getState().chats[is.id]
  if (!chat) throw new Error('no channel')
  await show(
    chats.sync,
    `/channels/${is.id}`,
    <ChannelDetails chat={chat} onClose={() => undefined} />,
  )
  await page.getByRole('tab', { name: 'Settings' }).click()
  return is.id
}

/** What the browser is told to save. */
function watchSaving(): string[] {
  const saved: string[] = []
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (this.hasAttribute('download')) saved.push(this.getAttribute('href') ?? '')
  })
  onTestFinished(() => click.mockRestore())
  return saved
}

it('lets an owner save the channel, in the language that is on the screen', async () => {
  const asked: unknown[] = []
  const saved = watchSaving()
  const id = await openSettings('owner', async (...all) => {
    asked.push(all)
    return { ok: true, value: { address: '/api/some/archive?ticket=x', expiresAt: '' } }
  })
  await expectAccessible()
  await page.getByRole('button', { name: 'Export the channel' }).click()
  await vi.waitFor(() => expect(saved).toEqual(['/api/some/archive?ticket=x']))
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(asked).toEqual([[id, 'en', zone]])
  await speak('zh-Hant-TW')
  onTestFinished(() => speak('en'))
  await page.getByRole('button', { name: '匯出頻道' }).click()
  await vi.waitFor(() => expect(asked.at(-1)).toEqual([id, 'zh-Hant-TW', zone]))
})

it('says so while others export, and nothing is saved', async () => {
  const saved = watchSaving()
  await openSettings('owner', async () => ({
    ok: false,
    problem: { slug: 'busy', status: 503, title: 'Busy', detail: '', retryAfter: 30 },
  }))
  await page.getByRole('button', { name: 'Export the channel' }).click()
  await expect.element(page.getByText(/^Others are exporting channels just now/)).toBeVisible()
  expect(saved).toEqual([])
})

it('is for owners', async () => {
  await openSettings('teacher', async () => {
    throw new Error('not to be asked')
  })
  await expect.element(page.getByRole('button', { name: 'Leave the channel' })).toBeVisible()
  await expect
    .element(page.getByRole('button', { name: 'Export the channel' }))
    .not.toBeInTheDocument()
})
