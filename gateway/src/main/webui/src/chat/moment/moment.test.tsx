import { expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { speak } from '../../shared/i18n/language'
import { registerPlayer } from '../../shared/players'
import { expectAccessible } from '../../shared/testing/axe'
import type { Hit } from '../api'
import { Channel } from '../channels/Channel'
import type { Message } from '../store/state'
import { conversation, idOf, ME, show, startChats, written } from '../testing/chats'

const LIN = idOf(11)
const FILM = { id: idOf(700), name: 'leaf.wav', type: 'audio/wav', bytes: 9_000 }
const OTHER = { ...FILM, id: idOf(701), name: 'root.wav' }
const CLIP = { ...FILM, id: idOf(702), name: 'leaf.mp4', type: 'video/mp4' }
const at = (file: string, position: number) => ({
  media: { kind: 'file' as const, file },
  position,
})

const log: Message[] = [
  written(1, LIN, 'Watch it.', { title: 'Leaves', commentsAllowed: true, files: [FILM] }),
  written(2, ME, 'Why green?', { post: 1, moment: at(FILM.id, 192_000) }),
  written(3, LIN, 'As in roots.', { post: 1, replyTo: 2, moment: at(OTHER.id, 65_000) }),
  written(4, LIN, 'And here.', {
    post: 1,
    moment: { media: { kind: 'youtube', video: 'dQw4w9WgXcQ' }, position: 61_500 },
  }),
]

/** As the search finds it. */
const clip: Hit = {
  conversation: idOf(109),
  message: written(1, LIN, 'Watch it.', { title: 'Leaves', commentsAllowed: true, files: [CLIP] }),
  title: null,
  text: { text: 'Watch it.', marks: [] },
  files: [],
}

const is = conversation(9, '', {
  kind: 'channel',
  name: '8C science',
  channel: { description: '', access: 'private', announcementsOnly: false, archivedAt: null },
  members: [],
  lastNumber: log.length,
  lastMessage: log.at(-1) ?? null,
  readNumber: 4,
})

/** 200 seconds of silence (RIFF, 8 bits, 8 kHz), for a player that is one. */
function silence(): string {
  const samples = 200 * 8_000
  const head = new DataView(new ArrayBuffer(44))
  const word = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) head.setUint8(at + i, text.charCodeAt(i))
  }
  word(0, 'RIFF')
  head.setUint32(4, 36 + samples, true)
  word(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, 8_000, true)
  head.setUint32(28, 8_000, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  word(36, 'data')
  head.setUint32(40, samples, true)
  const sound = new Uint8Array(samples).fill(128)
  return URL.createObjectURL(new Blob([head, sound], { type: 'audio/wav' }))
}

async function setUp() {
  const content = silence()
  onTestFinished(() => URL.revokeObjectURL(content))
  await page.viewport(1440, 900)
  const chats = await startChats({
    conversations: [is],
    messages: { [is.id]: log },
    people: [{ id: LIN, name: 'Lin Mei-hua', status: '', photo: null }],
    answers: {
      file: async () => ({ ok: true, value: OTHER }),
      search: async () => ({ ok: true, value: { hits: [clip], next: null } }),
      fileAddresses: async (files) => ({
        ok: true,
        value: files.map((file) => ({ file, content, expiresAt: '' })),
      }),
    },
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[is.id]).toBeDefined())
  await show(
    chats.sync,
    `/channels/${is.id}`,
    <div style={{ height: '900px', display: 'flex' }}>
      <Channel id={is.id} post={1} comment={null} />
    </div>,
  )
  const thread = page.getByRole('region', { name: 'Post and comments' })
  await expect.element(thread.getByText('Why green?')).toBeVisible()
  return { ...chats, thread }
}

type Scope = { getByLabelText: typeof page.getByLabelText }

/** The player of a file, when it knows what it plays. */
async function playerIn(scope: Scope, name: string): Promise<HTMLAudioElement> {
  const found = () => scope.getByLabelText(name, { exact: true }).elements()
  const isReady = (one: Element): one is HTMLAudioElement =>
    one instanceof HTMLAudioElement && one.readyState > 0
  await vi.waitFor(() => expect(found().some(isReady)).toBe(true), { timeout: 10_000 })
  const player = found().find(isReady)
  if (!player) throw new Error('no player')
  player.muted = true
  return player
}

it('goes to the time in the player of the post', async () => {
  const { thread } = await setUp()
  const player = await playerIn(thread, 'leaf.wav')
  const chip = thread.getByRole('button', { name: 'At 3 minutes 12 seconds' })
  await expect.element(chip.getByText('03:12')).toBeVisible()
  await chip.click()
  await vi.waitFor(() => expect(player.currentTime).toBeGreaterThanOrEqual(192))
  expect(player.currentTime).toBeLessThan(200)
  await expectAccessible()
})

it('goes to the time in whatever was used last, such as a stage', async () => {
  const { thread } = await setUp()
  const own = await playerIn(thread, 'leaf.wav')
  const goTo = vi.fn()
  const media = { kind: 'file', file: FILM.id } as const
  onTestFinished(registerPlayer({ media, position: () => 0, goTo }))
  await thread.getByRole('button', { name: 'At 3 minutes 12 seconds' }).click()
  expect(goTo).toHaveBeenCalledExactlyOnceWith(192_000)
  expect(own.currentTime).toBe(0)
})

it('opens what is nowhere on the page, at that time', async () => {
  const { thread } = await setUp()
  await thread.getByRole('button', { name: 'At 1 minute 5 seconds' }).click()
  const dialog = page.getByRole('dialog', { name: 'root.wav' })
  const player = await playerIn(dialog, 'root.wav')
  await vi.waitFor(() => expect(player.currentTime).toBeGreaterThanOrEqual(65))
  await expectAccessible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
})

it('leads to YouTube for its videos, unless one plays on the page', async () => {
  const { thread } = await setUp()
  const link = thread.getByRole('link', { name: 'At 1 minute 1 second, on YouTube' })
  await expect
    .element(link)
    .toHaveAttribute('href', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=61s')
  const goTo = vi.fn()
  const media = { kind: 'youtube', video: 'dQw4w9WgXcQ' } as const
  onTestFinished(registerPlayer({ media, position: () => 0, goTo }))
  await thread.getByRole('button', { name: 'At 1 minute 1 second' }).click()
  expect(goTo).toHaveBeenCalledExactlyOnceWith(61_500)
})

it('offers the time that a video of the post is at, and sends it with the comment', async () => {
  const { thread, line } = await setUp()
  const offer = page.getByRole('button', { name: 'Write about the time 2 minutes 5 seconds' })
  await expect.element(offer).not.toBeInTheDocument()
  const player = await playerIn(thread, 'leaf.wav')
  player.currentTime = 125.8
  await offer.click()
  await expect.element(thread.getByText('At 02:05')).toBeVisible()
  await expectAccessible()
  await page.getByRole('button', { name: 'Without the time' }).click()
  await offer.click()
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('What is this?')
  await userEvent.keyboard('{Enter}')
  const sends = () => line().sent.filter(({ type }) => type === 'comment.send')
  await vi.waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]).toMatchObject({ text: 'What is this?', moment: at(FILM.id, 125_000) })
  await expect.element(offer).toBeVisible()
  await expect.element(thread.getByRole('button', { name: 'At 2 minutes 5 seconds' })).toBeVisible()
})

it('is written about a time that is typed, before anything is played', async () => {
  const { thread, line } = await setUp()
  await thread.getByRole('button', { name: 'A time in a video' }).click()
  const dialog = page.getByRole('dialog', { name: 'A time in a video' })
  const time = dialog.getByRole('textbox', { name: 'Time' })
  await expect.element(time).toBeVisible()
  await expectAccessible()
  await userEvent.fill(time, '3:75')
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog.getByText('This is not a time such as 3:12.')).toBeVisible()
  await userEvent.fill(time, '2:05')
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(thread.getByText('At 02:05')).toBeVisible()
  await userEvent.fill(thread.getByRole('textbox', { name: 'Write a comment' }), 'Here?')
  await userEvent.keyboard('{Enter}')
  const sends = () => line().sent.filter(({ type }) => type === 'comment.send')
  await vi.waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]).toMatchObject({ text: 'Here?', moment: at(FILM.id, 125_000) })
})

it('may be what a new post is about, of a video that was sent in the channel', async () => {
  const { line } = await setUp()
  await page.getByRole('button', { name: 'New post' }).click()
  const form = page.getByRole('form', { name: 'New post' })
  await form.getByRole('button', { name: 'A time in a video' }).click()
  const dialog = page.getByRole('dialog', { name: 'A time in a video' })
  await expect.element(dialog.getByRole('button', { name: /leaf\.mp4/ })).toBeVisible()
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Time' }), '1:03:12')
  await userEvent.keyboard('{Enter}')
  await expect.element(form.getByText('At 1:03:12')).toBeVisible()
  await userEvent.fill(form.getByRole('textbox', { name: 'Title' }), 'Look')
  await userEvent.fill(form.getByRole('textbox', { name: 'What you want to say' }), 'Why?')
  await form.getByRole('button', { name: 'Post', exact: true }).click()
  const sends = () => line().sent.filter(({ type }) => type === 'post.send')
  await vi.waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]).toMatchObject({ title: 'Look', moment: at(CLIP.id, 3_792_000) })
})

it('is said in Chinese too', async () => {
  const { thread } = await setUp()
  await speak('zh-Hant-TW')
  onTestFinished(() => speak('en'))
  await expect.element(thread).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: /^影片的 3 分鐘 12 秒/ })).toBeVisible()
})
