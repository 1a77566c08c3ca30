import { describe, expect, it, vi } from 'vitest'
import { ChatDatabase, deleteChatDatabase } from './database'
import { initialState, type Outgoing } from './store/state'
import { conversation, startChats } from './testing/chats'

const outgoing = (clientId: string): Outgoing => ({
  clientId,
  conversation: 'a',
  text: clientId,
  as: { kind: 'message' },
  files: [],
  queuedAt: 1,
  state: { status: 'storing' },
})

describe('what is kept on the device', () => {
  it('is there again for the same account, and for no other', async () => {
    const first = new ChatDatabase('database-1')
    await first.keep(outgoing('x'))
    await first.keep({
      ...outgoing('y'),
      state: { status: 'failed', problem: { slug: 's', status: 422, title: '', detail: '' } },
    })
    await first.keepDraft('a', 'half')
    await first.cache({ ...initialState('me'), cursor: 'c' }, null)
    await first.close()
    const again = new ChatDatabase('database-1')
    const { outgoing: waiting, drafts, cursor } = await again.load()
    expect(waiting.map(({ clientId, state }) => [clientId, state.status])).toEqual([
      ['x', 'queued'],
      ['y', 'failed'],
    ])
    expect({ drafts, cursor }).toEqual({ drafts: { a: 'half' }, cursor: 'c' })
    const other = new ChatDatabase('database-2')
    expect((await other.load()).outgoing).toEqual([])
    await deleteChatDatabase('database-1')
    const gone = new ChatDatabase('database-1')
    expect((await gone.load()).outgoing).toEqual([])
    await Promise.all([gone, other].map((database) => database.close()))
  })

  it('has a message before it goes out, and until the server has it', async () => {
    const lin = conversation(1, 'Lin')
    const { sync, database, line, end } = await startChats({
      conversations: [lin],
      messages: {},
      people: [],
    })
    const kept = async () => (await database.outgoing()).map(({ clientId }) => clientId)
    const sends = () => line().sent.filter(({ type }) => type === 'message.send')
    const clientId = '0192f000-0000-7000-8000-000000000abc'
    sync.dispatch({
      type: 'composed',
      conversation: lin.id,
      clientId,
      as: { kind: 'message' },
      text: 'hi',
      at: 1,
    })
    expect(sends()).toEqual([])
    await vi.waitFor(() => expect(sends()).toHaveLength(1))
    expect(await kept()).toEqual([clientId])
    line().breaks()
    expect(sync.store.getState().link).toBe('down')
    expect(await kept()).toEqual([clientId])
    await end()
  })
})
