import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Answer } from '../../shared/net/problem'
import { expectAccessible } from '../../shared/testing/axe'
import { dismissToast, toasts } from '../../shared/toasts'
import { Conversation } from '../conversation/Conversation'
import type { MessageFile } from '../store/state'
import { conversation, idOf, message, show, startChats } from '../testing/chats'
import type { Transfer } from './tus'

const LIN = idOf(11)
const lin = conversation(1, 'Lin Mei-hua')

const PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  ),
  (char) => char.charCodeAt(0),
)
const picture = () => new File([PIXEL], 'leaf.png', { type: 'image/png' })
const notes = () => new File(['chlorophyll'], 'notes.txt', { type: 'text/plain' })

/** An upload that goes as far as the test says. */
type Held = Parameters<Transfer>[0] & { end: (answer: Answer<null>) => void }

function holdTransfers() {
  const held: Held[] = []
  const transfer: Transfer = (given) =>
    new Promise((end) => {
      given.onAddress(given.address ?? `/api/files/${idOf(500 + held.length)}`)
      held.push({ ...given, end })
    })
  return { held, transfer }
}

async function setUp(answers: Parameters<typeof startChats>[0]['answers'] = {}) {
  await page.viewport(1200, 800)
  const { held, transfer } = holdTransfers()
  const files = new Map<string, MessageFile>()
  const chats = await startChats({
    conversations: [lin],
    messages: {},
    people: [],
    transfer,
    answers: {
      file: async (id) => {
        const file = files.get(id)
        return file
          ? { ok: true, value: file }
          : {
              ok: false,
              problem: { slug: 'upload-unfinished', status: 409, title: '', detail: '' },
            }
      },
      ...answers,
    },
  })
  onTestFinished(chats.end)
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[lin.id]).toBeDefined())
  await show(
    chats.sync,
    `/chats/${lin.id}`,
    <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
      <Conversation id={lin.id} jumpTo={null} />
    </div>,
  )
  const field = page.getByRole('textbox', { name: 'Message Lin Mei-hua' })
  await expect.element(field).toBeVisible()
  /** All of it is there, and this is what the server makes of it. */
  const finish = (upload: Held, more: Partial<MessageFile> = {}) => {
    const id =
      (held.indexOf(upload) >= 0 && lastPart(upload.address ?? '')) ||
      idOf(500 + held.indexOf(upload))
    files.set(id, { id, name: upload.name, type: 'text/plain', bytes: upload.blob.size, ...more })
    upload.end({ ok: true, value: null })
  }
  const sends = () => chats.line().sent.filter(({ type }) => type === 'message.send')
  return { ...chats, field, held, finish, sends }
}

const lastPart = (address: string) => address.slice(address.lastIndexOf('/') + 1)

function carrying(...files: File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

const paste = (field: Element, ...files: File[]) =>
  field.dispatchEvent(
    new ClipboardEvent('paste', {
      clipboardData: carrying(...files),
      bubbles: true,
      cancelable: true,
    }),
  )

describe('files that are to be sent', () => {
  it('are uploaded at once; the message waits for them in the log and goes when they are there', async () => {
    const { field, held, finish, sends } = await setUp()
    paste(field.element(), picture(), notes())
    const chips = page.getByRole('list', { name: 'Files' })
    await expect.element(chips.getByText('leaf.png')).toBeVisible()
    await expect.element(chips.getByText('notes.txt')).toBeVisible()
    await vi.waitFor(() => expect(held).toHaveLength(2))
    held[1]?.onProgress(5)
    await expect
      .element(chips.getByRole('progressbar', { name: 'Uploading notes.txt' }))
      .toHaveAttribute('aria-valuenow', '45')
    await expectAccessible()

    await userEvent.type(field, 'For tomorrow{Enter}')
    const log = page.getByRole('log')
    await expect.element(log.getByText('For tomorrow')).toBeVisible()
    await expect
      .element(log.getByRole('progressbar', { name: 'Uploading notes.txt' }))
      .toHaveAttribute('aria-valuenow', '45')
    expect(page.getByRole('list', { name: 'Files' }).query()).toBeNull()
    for (const upload of held) if (upload.name === 'leaf.png') finish(upload)
    expect(sends()).toEqual([])
    for (const upload of held) if (upload.name === 'notes.txt') finish(upload)
    await vi.waitFor(() => expect(sends()).toHaveLength(1))
    expect(sends()[0]).toMatchObject({ text: 'For tomorrow', files: [idOf(500), idOf(501)] })
  })

  it('can be sent without words, and taken back before', async () => {
    const { field, held, finish, sends } = await setUp()
    paste(field.element(), notes())
    await vi.waitFor(() => expect(held).toHaveLength(1))
    await userEvent.click(page.getByRole('button', { name: 'Remove notes.txt' }))
    expect(held[0]?.signal.aborted).toBe(true)
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled()

    paste(field.element(), notes())
    await vi.waitFor(() => expect(held).toHaveLength(2))
    await userEvent.type(field, '{Enter}')
    for (const upload of held.slice(1)) finish(upload)
    await vi.waitFor(() => expect(sends()).toMatchObject([{ text: '', files: [idOf(501)] }]))
  })

  it('go on after an outage from where they were', async () => {
    const { field, held, finish, sync } = await setUp()
    paste(field.element(), notes())
    await vi.waitFor(() => expect(held).toHaveLength(1))
    held[0]?.onProgress(5)
    held[0]?.end({ ok: false, problem: { slug: 'unreachable', status: 0, title: '', detail: '' } })
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '45')
    sync.uploads.goOn()
    await vi.waitFor(() => expect(held).toHaveLength(2))
    expect(held[1]?.address).toBe(`/api/files/${idOf(500)}`)
    const [, again] = held
    if (again) finish(again)
    await vi.waitFor(() => expect(page.getByRole('progressbar').query()).toBeNull())
  })

  it('that are refused keep their chip, with another try', async () => {
    const { field, held } = await setUp()
    paste(field.element(), notes())
    await vi.waitFor(() => expect(held).toHaveLength(1))
    held[0]?.end({
      ok: false,
      problem: { slug: 'file-quota-exceeded', status: 413, title: '', detail: '' },
    })
    await expect.element(page.getByRole('alert')).toHaveTextContent('No room left for your files')
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled()
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Try again: notes.txt' }))
    await vi.waitFor(() => expect(held).toHaveLength(2))
  })

  it('that are too large are told of before anything is uploaded', async () => {
    onTestFinished(() => {
      for (const { id } of toasts.getState()) dismissToast(id)
    })
    const { field, held } = await setUp({
      fileUsage: async () => ({ ok: true, value: { used: 0, limit: 2 ** 30, largest: 2 ** 20 } }),
    })
    paste(field.element(), new File([new Uint8Array(9 << 20)], 'lecture.bin'))
    await vi.waitFor(() =>
      expect(toasts.getState().map(({ text }) => text)).toEqual([
        '“lecture.bin” is too large: it has 9 MB, and a file may have 1 MB at most.',
      ]),
    )
    expect(held).toEqual([])
    expect(page.getByRole('list', { name: 'Files' }).query()).toBeNull()
  })

  it('are taken where they are dropped, and it says who will get them', async () => {
    const { field, held } = await setUp()
    const data = carrying(notes())
    field
      .element()
      .dispatchEvent(
        new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
      )
    await expect.element(page.getByText('Send to Lin Mei-hua')).toBeVisible()
    field
      .element()
      .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    await vi.waitFor(() => expect(held.map(({ name }) => name)).toEqual(['notes.txt']))
    await expect.element(page.getByText('Send to Lin Mei-hua')).not.toBeVisible()
  })
})

describe('files that were sent', () => {
  const leaf = {
    id: idOf(700),
    name: 'leaf.png',
    type: 'image/png',
    bytes: 70,
    width: 800,
    height: 400,
  }
  const root = { ...leaf, id: idOf(701), name: 'root.png' }
  const plan = { id: idOf(702), name: 'plan.pdf', type: 'application/pdf', bytes: 1_500_000 }

  async function withFiles(files: MessageFile[], seen: readonly string[]) {
    const asked: string[][] = []
    const said = [{ ...message(1, LIN, ''), files }]
    const known = conversation(1, 'Lin Mei-hua', {
      lastNumber: 1,
      lastMessage: said[0] ?? null,
      readNumber: 1,
    })
    const url = URL.createObjectURL(picture())
    onTestFinished(() => URL.revokeObjectURL(url))
    const chats = await startChats({
      conversations: [known],
      messages: { [known.id]: said },
      people: [],
      answers: {
        fileAddresses: async (ids) => {
          asked.push(ids)
          return {
            ok: true,
            value: ids
              .filter((id) => seen.includes(id))
              .map((file) => ({
                file,
                content: `/api/files/content/${file}`,
                preview: { small: url, large: url },
                expiresAt: new Date(0).toISOString(),
              })),
          }
        },
      },
    })
    onTestFinished(chats.end)
    await vi.waitFor(() => expect(chats.sync.store.getState().chats[known.id]).toBeDefined())
    await show(
      chats.sync,
      `/chats/${known.id}`,
      <div style={{ height: '600px', display: 'flex', flexDirection: 'column' }}>
        <Conversation id={known.id} jumpTo={null} />
      </div>,
    )
    return { asked }
  }

  it('are asked for together; pictures open and turn, the rest is there to be saved', async () => {
    const { asked } = await withFiles([leaf, root, plan], [leaf.id, root.id, plan.id])
    const link = page.getByRole('link', { name: 'Download plan.pdf' })
    await expect.element(link).toHaveAttribute('href', `/api/files/content/${plan.id}`)
    expect(asked).toEqual([expect.arrayContaining([leaf.id, root.id, plan.id])])
    await expect.element(page.getByText('1.4 MB')).toBeVisible()
    await expectAccessible()

    await userEvent.click(page.getByRole('button', { name: 'Open leaf.png' }))
    const viewer = page.getByRole('dialog', { name: 'leaf.png' })
    await expect.element(viewer.getByRole('img', { name: 'leaf.png' })).toBeVisible()
    await userEvent.keyboard('{ArrowRight}')
    await expect
      .element(page.getByRole('dialog').getByRole('img', { name: 'root.png' }))
      .toBeVisible()
    await expectAccessible()
    await userEvent.keyboard('{Escape}')
    await vi.waitFor(() => expect(page.getByRole('dialog').query()).toBeNull())
  })

  it('that one may not see any more leave a quiet word', async () => {
    await withFiles([leaf, plan], [])
    await expect
      .element(page.getByRole('img', { name: 'This picture is not here any more' }))
      .toBeVisible()
    await expect.element(page.getByText('This file is not here any more')).toBeVisible()
    expect(page.getByRole('link', { name: 'Download plan.pdf' }).query()).toBeNull()
    await expectAccessible()
  })

  it('keep their place while they come', async () => {
    await withFiles([leaf], [])
    const place = page.getByRole('button', { name: 'Open leaf.png' })
    const { width, height } = place.element().getBoundingClientRect()
    expect([Math.round(width), Math.round(height)]).toEqual([360, 180])
  })
})
