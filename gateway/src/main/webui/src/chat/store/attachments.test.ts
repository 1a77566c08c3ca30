import { describe, expect, it } from 'vitest'
import type { Effect, Input } from './input'
import { reduce } from './reduce'
import { type Attachment, type ChatState, initialState, type MessageFile } from './state'

const CHAT = 'a'

const attachment = (key: string): Attachment => ({
  key,
  name: `${key}.txt`,
  bytes: 5,
  type: 'text/plain',
  file: null,
  problem: null,
})
const fileOf = (key: string): MessageFile => ({
  id: `file-${key}`,
  name: `${key}.txt`,
  type: 'text/plain',
  bytes: 5,
})
const full = { slug: 'file-quota-exceeded', status: 413, title: '', detail: '' }

function following(inputs: readonly Input[], before: ChatState = initialState('me')) {
  let state = before
  const effects: Effect[] = []
  for (const input of inputs) {
    const step = reduce(state, input)
    state = step.state
    effects.push(...step.effects)
  }
  const of = <T extends Effect['type']>(type: T) =>
    effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type)
  return { state, of }
}

const attach = (...keys: string[]): Input => ({
  type: 'files.attached',
  place: CHAT,
  files: keys.map(attachment),
})
const uploaded = (key: string): Input => ({ type: 'file.uploaded', key, file: fileOf(key) })
const compose = (clientId: string, text = ''): Input[] => [
  { type: 'composed', conversation: CHAT, clientId, as: { kind: 'message' }, text, at: 1 },
  { type: 'outgoing.stored', conversation: CHAT, clientId },
]
const ready: Input[] = [{ type: 'drain.granted' }, { type: 'connected' }]

describe('files of messages', () => {
  it('hold their message, and those behind it, until the last of them is up', () => {
    const before = following([
      ...ready,
      attach('x', 'y'),
      ...compose('one'),
      ...compose('two', 'words'),
    ])
    expect(before.of('upload').map((effect) => effect.attachment.key)).toEqual(['x', 'y'])
    expect(before.of('send')).toEqual([])

    const half = following([uploaded('y')], before.state)
    expect(half.of('send')).toEqual([])

    const whole = following([uploaded('x')], half.state)
    expect(whole.of('send').map(({ outgoing }) => outgoing.clientId)).toEqual(['one'])
    expect(whole.of('send')[0]?.outgoing.files.map(({ file }) => file?.id)).toEqual([
      'file-x',
      'file-y',
    ])
  })

  it('go with what is written, and leave nothing at its place', () => {
    const { state } = following([attach('x'), ...compose('one', 'see')])
    expect(state.attached).toEqual({})
    expect(state.outgoing[CHAT]?.[0]?.files.map(({ key }) => key)).toEqual(['x'])
  })

  it('are ten at most', () => {
    const keys = Array.from({ length: 12 }, (_, i) => `k${i}`)
    const { state, of } = following([attach(...keys.slice(0, 8)), attach(...keys.slice(8))])
    expect(state.attached[CHAT]?.map(({ key }) => key)).toEqual(keys.slice(0, 10))
    expect(of('upload')).toHaveLength(10)
  })

  it('that are refused make their message fail, and what stands behind it goes', () => {
    const { state, of } = following([
      ...ready,
      attach('x'),
      ...compose('one'),
      ...compose('two', 'words'),
      { type: 'file.refused', key: 'x', problem: full },
    ])
    expect(state.outgoing[CHAT]?.[0]?.state).toEqual({ status: 'failed', problem: full })
    expect(of('send').map(({ outgoing }) => outgoing.clientId)).toEqual(['two'])

    const again = following(
      [
        { type: 'retried', conversation: CHAT, clientId: 'one', as: 'three', at: 2 },
        { type: 'outgoing.stored', conversation: CHAT, clientId: 'three' },
        uploaded('x'),
      ],
      following([{ type: 'outgoing.gone', conversation: CHAT, clientId: 'two' }], state).state,
    )
    expect(again.of('upload').map(({ anew }) => anew)).toEqual([false])
    expect(again.of('send').map(({ outgoing }) => outgoing.clientId)).toEqual(['three'])
  })

  it('that the server has forgotten go up anew with the next try', () => {
    const gone = { slug: 'file-not-found', status: 404, title: '', detail: '' }
    const { of } = following([
      ...ready,
      attach('x'),
      uploaded('x'),
      ...compose('one'),
      { type: 'send.refused', conversation: CHAT, clientId: 'one', problem: gone, at: 2 },
      { type: 'retried', conversation: CHAT, clientId: 'one', as: 'two', at: 3 },
    ])
    expect(of('upload').map(({ anew }) => anew)).toEqual([false, true])
  })

  it('are let go of when they are removed, sent, or their message is discarded', () => {
    const removed = following([attach('x'), { type: 'file.detached', place: CHAT, key: 'x' }])
    expect(removed.of('release-files').map(({ areSent }) => areSent)).toEqual([false])

    const discarded = following([
      attach('x'),
      ...compose('one'),
      { type: 'discarded', conversation: CHAT, clientId: 'one' },
    ])
    expect(discarded.of('release-files').map(({ areSent }) => areSent)).toEqual([false])

    const sent = following([
      ...ready,
      attach('x'),
      uploaded('x'),
      ...compose('one'),
      {
        type: 'send.answered',
        conversation: CHAT,
        clientId: 'one',
        result: { kind: 'sent', conversation: CHAT, number: 1, id: 'm', sentAt: '' },
      },
    ])
    expect(sent.of('release-files').map(({ areSent }) => areSent)).toEqual([true])
  })

  it('that another tab tells of stay up if they are up here', () => {
    const { state } = following([attach('x'), ...compose('one'), uploaded('x')])
    const [mine] = state.outgoing[CHAT] ?? []
    if (!mine) throw new Error('nothing is on its way')
    const told = { ...mine, files: [attachment('x')] }
    const noticed = following([{ type: 'outgoing.noticed', outgoing: told }], state)
    expect(noticed.state.outgoing[CHAT]?.[0]?.files[0]?.file?.id).toBe('file-x')
    expect(noticed.of('upload')).toEqual([])
  })

  it('start again after a reload, but for those that were refused', () => {
    const refused = { ...attachment('y'), problem: full }
    const up = { ...attachment('z'), file: fileOf('z') }
    const { of } = following([
      { type: 'attached.restored', attached: { [CHAT]: [attachment('x'), refused, up] } },
    ])
    expect(of('upload').map((effect) => effect.attachment.key)).toEqual(['x'])
  })
})
