import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { forget, kept } from '../../shared/device'
import { speak } from '../../shared/i18n/language'
import { switchSingleKeys } from '../../shared/singleKeys'
import { expectAccessible } from '../../shared/testing/axe'
import type { ChatApi } from '../api'
import type { Conversation, Message } from '../store/state'
import { conversation, idOf, ME, show, startChats, written } from '../testing/chats'
import { Channel } from './Channel'

const LIN = idOf(11)
const lin = { id: LIN, name: 'Lin Mei-hua', status: '', photo: null }

const log: Message[] = [
  written(1, LIN, 'Bring your **goggles**.', { title: 'The lab', commentsAllowed: true }),
  written(2, ME, 'Mine are broken.', { post: 1 }),
  written(3, LIN, 'I have a spare pair.', { post: 1, replyTo: 2 }),
  written(4, LIN, 'No school on Friday.', { title: 'The fair', commentsAllowed: false }),
]

const channel = (more: Partial<Conversation> = {}): Conversation =>
  conversation(9, '', {
    kind: 'channel',
    name: '8C science',
    channel: {
      description: 'What we do and when',
      access: 'private',
      announcementsOnly: false,
      archivedAt: null,
    },
    role: 'member',
    members: [],
    memberCount: 2,
    revision: 3,
    lastNumber: log.length,
    lastMessage: log.at(-1) ?? null,
    readNumber: 3,
    unread: 1,
    ...more,
  })

const id = channel().id

async function setUp({
  is = channel(),
  messages = log,
  post = null,
  answers = {},
}: {
  is?: Conversation
  messages?: Message[]
  post?: number | null
  answers?: Partial<ChatApi>
} = {}) {
  await page.viewport(1440, 900)
  const chats = await startChats({
    conversations: [is],
    messages: { [id]: messages },
    people: [lin],
    answers,
  })
  await vi.waitFor(() => expect(chats.sync.store.getState().chats[id]).toBeDefined())
  const screen = (
    <div style={{ height: '900px', display: 'flex' }}>
      <Channel id={id} post={post} comment={null} />
    </div>
  )
  const shown = await show(chats.sync, `/channels/${id}`, screen)
  const sends = (type: string) => chats.line().sent.filter((one) => one.type === type)
  return { ...chats, ...shown, sends }
}

const seat = (account: string, name: string, role: Conversation['role']) => ({
  id: account,
  name,
  status: '',
  photo: null,
  role,
  joinedAt: '2026-11-01T08:00:00Z',
})

describe('a channel', () => {
  it('shows its posts, the latest first, with their comments counted and what is new', async () => {
    const { end } = await setUp()
    const feed = page.getByRole('feed', { name: 'Posts' })
    await expect.element(feed.getByRole('heading', { name: 'The fair' })).toBeVisible()
    const titles = feed.getByRole('heading').elements()
    expect(titles.map((one) => one.textContent)).toEqual(['The fair', 'The lab'])
    const fair = feed.getByRole('article', { name: 'The fair, by Lin Mei-hua' })
    await expect.element(fair.getByText('New', { exact: true })).toBeVisible()
    await expect.element(fair.getByText('Comments are off')).toBeVisible()
    await expect.element(fair).toHaveAttribute('aria-posinset', '1')
    await expect.element(feed.getByText(/^2 comments/)).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('marks the post that a link led to, for a moment', async () => {
    const { end } = await setUp({ post: 1 })
    const led = page
      .getByRole('region', { name: 'Post and comments' })
      .getByRole('article', { name: 'The lab' })
    await expect.element(led).toHaveClass('bg-warn-soft')
    await expect
      .poll(() => led.element().classList.contains('bg-warn-soft'), { timeout: 5000 })
      .toBe(false)
    await end()
  })

  it('holds back new posts behind a word, and never moves what is being read', async () => {
    const { line, end } = await setUp()
    const lab = page.getByRole('heading', { name: 'The lab' })
    await expect.element(lab).toBeVisible()
    const top = lab.element().getBoundingClientRect().top
    for (const number of [5, 6])
      line().says({
        type: 'message.sent',
        conversation: id,
        message: written(number, LIN, 'Later', { title: `News ${number}`, commentsAllowed: true }),
      })
    const pill = page.getByRole('button', { name: '2 new posts' })
    await expect.element(pill).toBeVisible()
    expect(lab.element().getBoundingClientRect().top).toBe(top)
    await expectAccessible()
    await userEvent.click(pill)
    await expect.element(page.getByRole('heading', { name: 'News 6' })).toBeVisible()
    await expect.element(pill).not.toBeInTheDocument()
    await end()
  })

  it('is ordered by what was said last where that is wanted, and stays so on this device', async () => {
    onTestFinished(() => forget('feed-order'))
    const { line, sync, end } = await setUp({
      is: channel({ lastNumber: 5, readNumber: 5, unread: 0 }),
      messages: [...log, written(5, LIN, 'Found them.', { post: 1 })],
    })
    const feed = page.getByRole('feed', { name: 'Posts' })
    const titles = () =>
      feed
        .getByRole('heading')
        .elements()
        .map((one) => one.textContent)
    await expect.poll(titles).toEqual(['The fair', 'The lab'])
    await userEvent.click(page.getByRole('button', { name: 'Latest posts first' }))
    await userEvent.click(page.getByRole('menuitemradio', { name: 'Latest activity first' }))
    await expect.poll(titles).toEqual(['The lab', 'The fair'])
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
    await expectAccessible()

    // what happens while it is being read moves nothing until one asks for it
    line().says({
      type: 'message.sent',
      conversation: id,
      message: written(6, LIN, 'At ten.', { post: 4 }),
    })
    const pill = page.getByRole('button', { name: '1 post with something new' })
    await expect.element(pill).toBeVisible()
    expect(titles()).toEqual(['The lab', 'The fair'])
    await userEvent.click(pill)
    await expect.element(pill).not.toBeInTheDocument()
    expect(sync.store.getState().feedOrder).toBe('active')
    expect(kept('feed-order')).toBe('active')
    await end()
  })

  it('divides what came while nobody looked from what was read, and keeps it so', async () => {
    const { line, sends, end } = await setUp({
      is: channel({ readNumber: 4, unread: 0 }),
    })
    await userEvent.click(page.getByRole('button', { name: 'New post' }))
    await userEvent.click(page.getByRole('button', { name: 'Close' }))
    const feed = page.getByRole('feed', { name: 'Posts' })
    await expect.element(feed.getByRole('heading', { name: 'The fair' })).toBeVisible()
    await expect.element(feed.getByText('New', { exact: true })).not.toBeInTheDocument()
    line().says({
      type: 'message.sent',
      conversation: id,
      message: written(5, LIN, 'Later', { title: 'News', commentsAllowed: true }),
    })
    await userEvent.click(page.getByRole('button', { name: '1 new post' }))
    await vi.waitFor(() =>
      expect(sends('read')).toContainEqual(expect.objectContaining({ number: 5 })),
    )
    const news = feed.getByRole('article', { name: 'News, by Lin Mei-hua' })
    await expect.element(news.getByText('New', { exact: true })).toBeVisible()
    // one says so on the card, one stands between
    expect(feed.getByText('New', { exact: true }).elements()).toHaveLength(2)
    await expectAccessible()
    await end()
  })

  it('marks read what was seen', async () => {
    const { sends, end } = await setUp()
    await userEvent.click(page.getByRole('button', { name: 'New post' }))
    await vi.waitFor(() =>
      expect(sends('read')).toContainEqual(expect.objectContaining({ number: 4 })),
    )
    await end()
  })

  it('sends a post: at once on the screen, once in the log', async () => {
    const { sends, line, end } = await setUp()
    await userEvent.click(page.getByRole('button', { name: 'New post' }))
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus()
    await userEvent.keyboard('Question')
    await userEvent.fill(page.getByRole('textbox', { name: 'What you want to say' }), 'Why?')
    await userEvent.click(page.getByText('Comments', { exact: true }))
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Post', exact: true }))
    await expect
      .element(page.getByRole('article', { name: 'Question, not sent yet' }))
      .toBeVisible()
    await vi.waitFor(() => expect(sends('post.send')).toHaveLength(1))
    const [sent] = sends('post.send')
    expect(sent).toMatchObject({ title: 'Question', text: 'Why?', commentsAllowed: false })
    line().says({
      type: 'ok',
      ref: sent?.ref,
      result: {
        kind: 'sent',
        conversation: id,
        number: 5,
        id: idOf(1_005),
        sentAt: '2026-11-22T10:05:00Z',
      },
    })
    await expect.element(page.getByText('Sending…')).not.toBeInTheDocument()
    expect(page.getByRole('heading', { name: 'Question' }).elements()).toHaveLength(1)
    await end()
  })

  it('calls people in a post, and pins it once it is stored, for those who may', async () => {
    const { sends, line, end } = await setUp({ is: channel({ role: 'teacher' }) })
    await userEvent.click(page.getByRole('button', { name: 'New post' }))
    await userEvent.keyboard('Tomorrow')
    await userEvent.click(page.getByRole('textbox', { name: 'What you want to say' }))
    await userEvent.keyboard('Hear, @every')
    await expect.element(page.getByRole('option', { name: 'everyone' })).toBeVisible()
    await userEvent.keyboard('{Enter}!')
    await expect.element(page.getByRole('button', { name: 'Emoji' })).toBeVisible()
    await userEvent.click(page.getByText('Pin', { exact: true }))
    await userEvent.click(page.getByRole('button', { name: 'Post', exact: true }))
    await vi.waitFor(() => expect(sends('post.send')).toHaveLength(1))
    const [sent] = sends('post.send')
    expect(sent).toMatchObject({ title: 'Tomorrow', text: 'Hear, <@channel> !' })
    line().says({
      type: 'ok',
      ref: sent?.ref,
      result: {
        kind: 'sent',
        conversation: id,
        number: 5,
        id: idOf(1_005),
        sentAt: '2026-11-22T10:05:00Z',
      },
    })
    await vi.waitFor(() =>
      expect(sends('pin.set')).toMatchObject([{ conversation: id, number: 5, present: true }]),
    )
    await end()
  })

  it('keeps a post that was refused, and says why', async () => {
    const { sends, line, end } = await setUp()
    await userEvent.click(page.getByRole('button', { name: 'New post' }))
    await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'Late')
    await userEvent.fill(page.getByRole('textbox', { name: 'What you want to say' }), 'Too late')
    await userEvent.click(page.getByRole('button', { name: 'Post', exact: true }))
    await vi.waitFor(() => expect(sends('post.send')).toHaveLength(1))
    line().says({
      type: 'error',
      ref: sends('post.send')[0]?.ref,
      problem: 'channel-archived',
      title: '',
      status: 409,
      detail: '',
    })
    await expect.element(page.getByText('Not sent: the channel is archived')).toBeVisible()
    await end()
  })

  it('lets nobody post who may not, and says so', async () => {
    const terms = channel().channel
    const { end } = await setUp({
      is: channel({ channel: terms && { ...terms, announcementsOnly: true } }),
    })
    await expect.element(page.getByText(/Only those who run this channel post here/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'New post' })).not.toBeInTheDocument()
    await end()
  })

  it('tells readers of an empty channel that the teacher has not posted yet', async () => {
    const empty = { lastNumber: 0, lastMessage: null, readNumber: 0, unread: 0 }
    const { end } = await setUp({ is: channel({ ...empty, role: 'guest' }), messages: [] })
    await expect.element(page.getByText('The teacher has not posted yet.')).toBeVisible()
    await expectAccessible()
    await end()
  })

  it('is gone at once, kindly, when one is removed', async () => {
    const { line, end } = await setUp({ post: 1 })
    await expect.element(page.getByText('I have a spare pair.')).toBeVisible()
    line().says({ type: 'conversation.left', conversation: id, revision: 4 })
    await expect
      .element(page.getByRole('heading', { name: 'You are no longer in 8C science' }))
      .toBeVisible()
    await expect.element(page.getByText('I have a spare pair.')).not.toBeInTheDocument()
    await expectAccessible()
    await end()
  })

  it('is gone through by J and K, and commented on by C, unless that is switched off', async () => {
    const { address, end } = await setUp()
    await expect.element(page.getByRole('heading', { name: 'The fair' })).toBeVisible()
    await userEvent.keyboard('j')
    await expect.element(page.getByRole('article', { name: /The fair/ })).toHaveFocus()
    await userEvent.keyboard('j')
    await expect.element(page.getByRole('article', { name: /The lab/ })).toHaveFocus()
    switchSingleKeys(false)
    await userEvent.keyboard('kc')
    await expect.element(page.getByRole('article', { name: /The lab/ })).toHaveFocus()
    switchSingleKeys(true)
    await userEvent.keyboard('kj')
    await userEvent.keyboard('c')
    await vi.waitFor(() => expect(address()).toBe(`/channels/${id}/1`))
    await end()
  })
})

describe('a post', () => {
  it('shows its comments with their replies, and new ones as they come', async () => {
    const { line, end } = await setUp({ post: 1 })
    const thread = page.getByRole('region', { name: 'Post and comments' })
    await expect.element(thread.getByText('Mine are broken.')).toBeVisible()
    await expect
      .element(thread.getByRole('listitem').filter({ hasText: 'I have a spare pair.' }))
      .toBeVisible()
    line().says({
      type: 'message.sent',
      conversation: id,
      message: written(5, LIN, 'And earplugs.', { post: 1 }),
    })
    await expect.element(thread.getByText('And earplugs.').first()).toBeVisible()
    await expect.element(thread.getByText('3 comments')).toBeVisible()
    await expect
      .element(page.getByRole('status').filter({ hasText: 'Lin Mei-hua: And earplugs.' }))
      .toBeInTheDocument()
    await expectAccessible()
    await end()
  })

  it('finds whoever is in it after an @, though not all are loaded, and keeps the one who is chosen', async () => {
    const asked: string[] = []
    const noah = seat(idOf(30), 'Noah Lind', 'member')
    const nora = seat(idOf(31), 'Nora Ng', 'member')
    const answers: Partial<ChatApi> = {
      members: async () => ({
        ok: true,
        value: { members: [seat(LIN, 'Lin Mei-hua', 'teacher'), noah], next: idOf(30) },
      }),
      membersNamed: async (_, q) => {
        asked.push(q)
        return {
          ok: true,
          value: { members: [seat(idOf(32), 'Noa Abe', 'guest'), nora], next: null },
        }
      },
    }
    const { sends, end } = await setUp({ post: 1, answers })
    const thread = page.getByRole('region', { name: 'Post and comments' })
    const field = thread.getByRole('textbox', { name: 'Write a comment' })
    await userEvent.click(field)
    await userEvent.keyboard('@no')
    // at once who is known; whom the server finds comes in above
    await expect.element(page.getByRole('option', { name: 'Noah Lind' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('option', { name: 'Nora Ng' })).toBeVisible()
    expect(
      page
        .getByRole('option')
        .elements()
        .map(({ textContent }) => textContent),
    ).toEqual([
      // with their initials
      'NANoa Abe',
      'NLNoah Lind',
      'NNNora Ng',
    ])
    await expect
      .element(page.getByRole('option', { name: 'Noah Lind' }))
      .toHaveAttribute('aria-selected', 'true')
    await expectAccessible()
    // all who begin so are known: one letter more asks for nobody
    await userEvent.keyboard('r')
    await expect.element(page.getByRole('option', { name: 'Noa Abe' })).not.toBeInTheDocument()
    await userEvent.keyboard('{Enter}{Enter}')
    await vi.waitFor(() => expect(sends('comment.send')).toHaveLength(1))
    expect(sends('comment.send')[0]).toMatchObject({ text: `<@${nora.id}>` })
    expect(asked).toEqual(['no'])
    await end()
  })

  it('takes comments and replies', async () => {
    const { sends, end } = await setUp({ post: 1 })
    const thread = page.getByRole('region', { name: 'Post and comments' })
    await userEvent.fill(thread.getByRole('textbox', { name: 'Write a comment' }), 'Thanks')
    await userEvent.keyboard('{Enter}')
    await expect.element(thread.getByText('Thanks')).toBeVisible()
    await vi.waitFor(() => expect(sends('comment.send')).toHaveLength(1))
    expect(sends('comment.send')[0]).toMatchObject({ post: 1, text: 'Thanks' })
    expect(sends('comment.send')[0]).not.toHaveProperty('replyTo')
    await userEvent.click(thread.getByRole('button', { name: 'Reply Lin Mei-hua' }))
    // a reply to a reply is one to its comment
    await expect.element(thread.getByText(/^Reply to You:/)).toBeVisible()
    await userEvent.keyboard('Great')
    await expectAccessible()
    await userEvent.keyboard('{Escape}')
    await expect.element(thread.getByText(/^Reply to You:/)).not.toBeInTheDocument()
    await expect
      .element(thread.getByRole('textbox', { name: 'Write a comment' }))
      .toHaveValue('Great')
    await end()
  })

  it('keeps what one says after many comments, with a way to those between', async () => {
    const third = written(3, LIN, 'I have a spare pair.', { post: 1 })
    const { sends, line, end } = await setUp({
      post: 1,
      answers: {
        comments: async (_, __, after) => ({
          ok: true,
          value:
            after === 0
              ? { messages: log.slice(1, 2), hasAfter: true, lastChange: 0 }
              : { messages: [third], hasAfter: false, lastChange: 0 },
        }),
      },
    })
    const post = page.getByRole('region', { name: 'Post and comments' })
    await userEvent.fill(post.getByRole('textbox', { name: 'Write a comment' }), 'And I two')
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(sends('comment.send')).toHaveLength(1))
    line().says({
      type: 'ok',
      ref: sends('comment.send')[0]?.ref,
      result: {
        kind: 'sent',
        conversation: id,
        number: 5,
        id: idOf(1_005),
        sentAt: '2026-11-22T10:05:00Z',
      },
    })
    const apart = post.getByRole('list', { name: 'Latest comments' })
    await expect.element(apart.getByText('And I two')).toBeVisible()
    await expect.element(apart.getByRole('img', { name: 'Sending' })).not.toBeInTheDocument()
    await expect.element(post.getByText('I have a spare pair.')).not.toBeInTheDocument()
    await userEvent.click(post.getByRole('button', { name: 'Show the comments between' }))
    await expect.element(post.getByText('I have a spare pair.')).toBeVisible()
    await expect.element(apart).not.toBeInTheDocument()
    const texts = post.getByRole('list', { name: 'Comments' }).getByRole('listitem').elements()
    expect(texts.map(({ textContent }) => textContent?.match(/Mine|spare|two/)?.[0])).toEqual([
      'Mine',
      'spare',
      'two',
    ])
    await end()
  })

  it('says when it takes none', async () => {
    const { end } = await setUp({ post: 4 })
    await expect.element(page.getByText('This post takes no comments.')).toBeVisible()
    await expect
      .element(page.getByRole('textbox', { name: 'Write a comment' }))
      .not.toBeInTheDocument()
    await end()
  })

  it('has its comments switched off and on by who runs the channel; what was said stays', async () => {
    const { sends, line, end } = await setUp({ is: channel({ role: 'teacher' }), post: 1 })
    const thread = page.getByRole('region', { name: 'Post and comments' })
    const choose = async (name: string) => {
      await thread.getByText(/^Bring your/).hover()
      await thread.getByRole('button', { name: 'More actions' }).first().click()
      await page.getByRole('menuitem', { name }).click()
    }
    await expect.element(thread.getByRole('textbox', { name: 'Write a comment' })).toBeVisible()
    await choose('Switch comments off')
    await expect.element(thread.getByText('This post takes no comments.')).toBeVisible()
    await expect.element(thread.getByText('Mine are broken.')).toBeVisible()
    await vi.waitFor(() =>
      expect(sends('comments.set')).toMatchObject([{ number: 1, allowed: false }]),
    )
    line().says({
      type: 'ok',
      ref: sends('comments.set')[0]?.ref,
      result: { kind: 'changed', conversation: id, number: 1, change: 1 },
    })
    line().says({
      type: 'message.changed',
      conversation: id,
      change: 1,
      message: { ...log[0], change: 1, commentsAllowed: false },
    })
    await choose('Switch comments on')
    await expect.element(thread.getByRole('textbox', { name: 'Write a comment' })).toBeVisible()
    await end()
  })

  it('says when it is not there', async () => {
    const { end } = await setUp({ post: 77 })
    await expect.element(page.getByText('This post is not here.')).toBeVisible()
    await end()
  })
})

describe('the details of a channel', () => {
  const people = [seat(ME, 'Wu Jia-ling', 'owner'), seat(LIN, 'Lin Mei-hua', 'member')]
  const members: ChatApi['members'] = async () => ({
    ok: true,
    value: { members: people, next: null },
  })

  async function details(answers: Partial<ChatApi> = {}, role: Conversation['role'] = 'owner') {
    const given = await setUp({ is: channel({ role }), answers: { members, ...answers } })
    await userEvent.click(page.getByRole('button', { name: 'Details' }))
    await expect
      .element(page.getByRole('complementary', { name: 'Details' }).getByText('Lin Mei-hua'))
      .toBeVisible()
    return given
  }

  it('list those who run it first, and follow who comes and goes', async () => {
    const { line, end } = await details()
    const list = page.getByRole('list', { name: 'Members' })
    const names = () =>
      list
        .getByRole('listitem')
        .elements()
        .map((one) => one.querySelector('p')?.textContent)
    expect(names()).toEqual(['Wu Jia-lingYou', 'Lin Mei-hua'])
    line().says({
      type: 'member.changed',
      conversation: id,
      revision: 4,
      account: LIN,
      memberCount: 1,
      role: null,
    })
    await vi.waitFor(() => expect(names()).toEqual(['Wu Jia-lingYou']))
    await expectAccessible()
    await end()
  })

  it('say why the last owner cannot leave', async () => {
    const { end } = await details({
      unseat: async () => ({
        ok: false,
        problem: { slug: 'last-owner', status: 409, title: '', detail: '' },
      }),
    })
    await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
    await userEvent.click(page.getByRole('button', { name: 'Leave the channel' }))
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: 'Leave', exact: true }))
    await expect.element(page.getByText(/Make somebody else an owner first/)).toBeVisible()
    await end()
  })

  it('give roles and remove people, once it is asked', async () => {
    const asked: unknown[] = []
    const { end } = await details({
      seat: async (...args) => {
        asked.push(args)
        return { ok: true, value: seat(LIN, 'Lin Mei-hua', 'teacher') }
      },
      unseat: async (...args) => {
        asked.push(args)
        return { ok: true, value: null }
      },
    })
    const more = page.getByRole('button', { name: 'More about Lin Mei-hua' })
    await userEvent.click(more)
    await userEvent.click(page.getByRole('menuitemradio', { name: 'Teacher' }))
    await vi.waitFor(() => expect(asked).toEqual([[id, LIN, 'teacher']]))
    await userEvent.click(more)
    await userEvent.click(page.getByRole('menuitem', { name: 'Remove from the channel' }))
    expect(asked).toHaveLength(1)
    await userEvent.click(page.getByRole('button', { name: 'Remove', exact: true }))
    await vi.waitFor(() => expect(asked.at(-1)).toEqual([id, LIN]))
    await end()
  })

  it('let people block each other, whoever runs it', async () => {
    const asked: unknown[] = []
    const { line, end } = await details(
      {
        block: async (account) => {
          asked.push(account)
          return { ok: true, value: null }
        },
      },
      'member',
    )
    const more = page.getByRole('button', { name: 'More about Lin Mei-hua' })
    await userEvent.click(more)
    await expectAccessible()
    await userEvent.click(page.getByRole('menuitem', { name: 'Block', exact: true }))
    expect(asked).toEqual([])
    await userEvent.click(page.getByRole('button', { name: 'Block', exact: true }))
    await vi.waitFor(() => expect(asked).toEqual([LIN]))
    line().says({ type: 'blocks', accounts: [LIN] })
    await expect.element(page.getByText('Member · Blocked')).toBeVisible()
    await userEvent.click(more)
    await expect.element(page.getByRole('menuitem', { name: 'Unblock' })).toBeVisible()
    await expect
      .element(page.getByRole('menuitem', { name: 'Block', exact: true }))
      .not.toBeInTheDocument()
    await end()
  })

  it('make a link that is shown this once, and take it back', async () => {
    const invitation = {
      id: idOf(500),
      role: 'member',
      createdBy: ME,
      createdAt: '2026-11-22T10:00:00Z',
      expiresAt: '2099-11-29T10:00:00Z',
      uses: 0,
      mostUses: null,
    } as const
    let made = false
    const { end } = await details({
      invite: async () => {
        made = true
        return { ok: true, value: { invitation, token: 'a-token' } }
      },
      invitations: async () => ({ ok: true, value: { invitations: made ? [invitation] : [] } }),
      takeBack: async () => {
        made = false
        return { ok: true, value: null }
      },
    })
    await userEvent.click(page.getByRole('tab', { name: 'Links' }))
    await expect.element(page.getByText('There are none.')).toBeVisible()
    await userEvent.click(page.getByRole('button', { name: 'Make a link' }))
    await expect
      .element(page.getByRole('textbox', { name: 'Link' }))
      .toHaveValue(`${location.origin}/join#a-token`)
    await expect.element(page.getByText(/not used yet/)).toBeVisible()
    await expectAccessible()
    await userEvent.click(page.getByRole('button', { name: /^Take back the link/ }))
    await expect.element(page.getByText('There are none.')).toBeVisible()
    await expect.element(page.getByRole('textbox', { name: 'Link' })).not.toBeInTheDocument()
    await end()
  })

  it('show members no more than what the channel is', async () => {
    const { end } = await details({}, 'member')
    await expect.element(page.getByRole('tab', { name: 'Links' })).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Add people' })).not.toBeInTheDocument()
    await userEvent.click(page.getByRole('tab', { name: 'About' }))
    const pane = page.getByRole('complementary', { name: 'Details' })
    await expect.element(pane.getByText('What we do and when')).toBeVisible()
    await expectAccessible()
    await end()
  })
})

it('speaks Chinese too', async () => {
  await speak('zh-Hant-TW')
  const { end } = await setUp({ post: 1 })
  await expect.element(page.getByText(/^2 則留言/).first()).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: '寫留言' })).toBeVisible()
  await expectAccessible()
  await end()
})
